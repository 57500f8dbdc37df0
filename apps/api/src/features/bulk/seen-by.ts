import { boundTo, type Actor } from '../../platform/actor.ts';
import { askerOf } from '../../platform/stored-actor.ts';

/** Whose bulk changes the caller sees: those of everyone (null) as a manager of the whole club, otherwise only own ones. */
export const seenBy = (actor: Actor): string | null =>
  actor.kind === 'account' && boundTo(actor) === null ? null : askerOf(actor);
