import type { MemberTier, Tier } from '@regulars/contracts';
import { currentTier, tierAhead, tierOf, tierReached, type TierFacts } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';

/** What is stored of a member's standing. */
export interface StoredStanding {
  readonly tierId: string | null;
  readonly since: Date | null;
  /** Status credit within the qualifying period. */
  readonly credit: number;
}

/** All tiers of the club, lowest first. */
export class Ladder {
  readonly tiers: readonly Tier[];

  constructor(tiers: readonly Omit<Tier, 'rank'>[]) {
    this.tiers = [...tiers]
      .sort((a, b) => a.threshold - b.threshold)
      .map((tier, index) => ({ ...tier, rank: index + 1 }));
  }

  /** Who has not reached a tier yet stands on the one that needs nothing, where there is one. */
  current(tierId: string | null): Tier | null {
    return currentTier(this.tiers, tierId);
  }

  /** The tier that a posting has reached; null when the member stays. */
  reached(tierId: string | null, credit: number): Tier | null {
    return tierReached(this.tiers, this.current(tierId), credit);
  }

  /** What the credit earns, be it more or less than the present tier. */
  earned(credit: number): Tier | null {
    return tierOf(this.tiers, credit);
  }

  standing({ tierId, since, credit }: StoredStanding): MemberTier | null {
    const tier = this.current(tierId);
    if (!tier) return null;
    const next = tierAhead(this.tiers, tier, credit);
    return {
      code: tier.code,
      name: tier.name,
      status: credit,
      since: since && toInstant(since),
      next: next && {
        code: next.tier.code,
        name: next.tier.name,
        missing: next.missing,
        threshold: next.tier.threshold,
      },
    };
  }
}

/** What earning rules need to know of a member's tier. */
export const tierFacts = ({ id, code, multiplierPercent }: Tier): TierFacts => ({
  id,
  code,
  multiplier: multiplierPercent / 100,
});
