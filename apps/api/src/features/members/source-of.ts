import type { OriginSource } from '@regulars/contracts';
import { hasRole, type Actor } from '../../platform/actor.ts';

const sources = {
  account: (actor) => (hasRole(actor, 'manager', 'admin') ? 'console' : 'till'),
  'api-key': () => 'api',
  system: () => null,
} satisfies { [Kind in Actor['kind']]: (actor: Actor) => OriginSource | null };

/** Null for the club itself, such as its demo. */
export const sourceOf = (actor: Actor): OriginSource | null => sources[actor.kind](actor);
