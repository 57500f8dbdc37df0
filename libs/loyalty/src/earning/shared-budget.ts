import { allocate } from '../money.ts';
import type { SharedHolder } from './budget.ts';
import { reduced, type Grant } from './grant.ts';

/** What the grants of a purchase may still give together. JSON-safe. */
export interface SharedLeft {
  readonly holder: SharedHolder;
  readonly points: number;
}

/** Grants that give no more together than each budget has left. Each grant loses in proportion. */
export const withinShared = (grants: readonly Grant[], shared: readonly SharedLeft[]): Grant[] =>
  shared.reduce<Grant[]>(withinOne, [...grants]);

function withinOne(grants: readonly Grant[], { holder, points: left }: SharedLeft): Grant[] {
  const given = grants.map(({ points }) => Math.max(0, points));
  if (given.reduce((sum, points) => sum + points, 0) <= left) return [...grants];
  const kept = allocate(left, given);
  return grants.map((grant, at) => {
    const points = kept[at] ?? 0;
    return points < grant.points ? reduced(grant, points, holder) : grant;
  });
}

/** Of a budget, a purchase keeps what it got: others may get the rest before goods come back. */
export const keptOf = (shared: readonly SharedLeft[], granted: number): SharedLeft[] =>
  shared.map(({ holder, points }) => ({ holder, points: Math.min(points, granted) }));
