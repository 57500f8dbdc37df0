import { Injectable } from '@nestjs/common';
import type { Tier } from '@regulars/contracts';
import { isAtLeast, type Instant } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Tiers } from '../tiers/index.ts';
import type { CountedReward } from './reward.ts';

/** Rewards that the club keeps for members of a tier and above. */
@Injectable()
export class KeptRewards {
  constructor(private readonly tiers: Tiers) {}

  /** Throws `invalid-request`. */
  async assertKnown(tierId: string | null): Promise<void> {
    if (tierId !== null && !(await this.tiers.catalogue()).some(({ id }) => id === tierId))
      throw ClubError.field('invalid-request', '/tierId', 'no such tier');
  }

  /** Throws `tier-too-low`. Call it under the lock of the wallet: a posting or a manager may change the tier. */
  async assertFor(memberId: string, tierId: string | null, now: Instant): Promise<void> {
    if (tierId === null) return;
    const ladder = await this.tiers.ladder();
    const least = ladder.tiers.find(({ id }) => id === tierId);
    const held = ladder.held(await this.tiers.booked(memberId, now), now);
    if (least && !isAtLeast(held, least)) throw new ClubError('tier-too-low', `from ${least.code}`);
  }

  /** Those that the member may redeem, with the tier they are kept for. Reads the member's tier only if one is. */
  async openTo(
    memberId: string,
    rows: readonly CountedReward[],
    now: Instant,
  ): Promise<{ readonly row: CountedReward; readonly tier: Tier | undefined }[]> {
    const ladder = await this.tiers.ladder();
    const isKept = rows.some(({ tierId }) => tierId !== null);
    const held = isKept ? ladder.held(await this.tiers.booked(memberId, now), now) : null;
    return rows
      .map((row) => ({ row, tier: ladder.tiers.find(({ id }) => id === row.tierId) }))
      .filter(({ tier }) => !tier || isAtLeast(held, tier));
  }
}
