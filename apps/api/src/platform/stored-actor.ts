import type { AccountActor, Actor, KeyActor } from './actor.ts';
import { ClubError } from './club-error.ts';

/** The caller and their rights when something was asked for. A job acts with them. */
export type StoredActor = AccountActor | KeyActor;

/** Without the session, which may have ended. */
export const storedActor = (actor: Actor): StoredActor => {
  if (actor.id === null) throw new ClubError('not-allowed');
  return 'sessionId' in actor ? { ...actor, sessionId: '' } : actor;
};

/** Whose it is: nobody else sees it. */
export const askerOf = ({ kind, id }: Actor): string => `${kind}:${id ?? ''}`;
