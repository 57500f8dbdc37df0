import type { OwnLife } from '../points/award.ts';
import type { Grant } from './grant.ts';

/**
 * What of an award lives as its rules say.
 * @param points what of the grants is awarded: what returns took before a claim was the first to expire
 */
export function ownLivesOf(grants: readonly Grant[], points: number): OwnLife[] {
  let missing = grants.reduce((sum, grant) => sum + grant.points, 0) - points;
  return grants.flatMap(({ expiresAfter, points: granted }) => {
    if (!expiresAfter) return [];
    const taken = Math.min(Math.max(0, missing), granted);
    missing -= taken;
    return granted > taken ? [{ points: granted - taken, expiry: expiresAfter }] : [];
  });
}
