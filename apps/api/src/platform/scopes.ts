import type { EventName, Scope } from '@regulars/contracts';
import { eventNames, eventScopes } from '@regulars/contracts';
import { holds, type Actor } from './actor.ts';
import { ClubError } from './club-error.ts';

/** Throws `not-allowed` for a key that lacks one of the scopes. */
export const assertHolds = (actor: Actor, ...scopes: readonly Scope[]): void => {
  const lacking = scopes.find((scope) => !holds(actor, scope));
  if (lacking) throw new ClubError('not-allowed', `The API key lacks the scope ${lacking}`);
};

export const mayHear = (actor: Actor, event: EventName): boolean => holds(actor, eventScopes[event]);

/** The names of the events that the actor may read. */
export const heardBy = (actor: Actor): EventName[] => eventNames.filter((name) => mayHear(actor, name));
