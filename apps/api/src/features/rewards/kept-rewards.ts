import { Injectable } from '@nestjs/common';
import { isAtLeast, reachedTiers, rewardPrice, type Instant } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Tiers } from '../tiers/index.ts';
import { RewardAudiences } from './reward-audiences.ts';
import type { CountedReward, OpenReward, RewardRow } from './reward.ts';

type Priced = Pick<RewardRow, 'points' | 'tierId' | 'tierPrices'>;
type Kept = Priced & Pick<RewardRow, 'id' | 'audience'>;

const asksTier = ({ tierId, tierPrices }: Priced): boolean => tierId !== null || tierPrices.length > 0;

/** Rewards that the club keeps for some members, or for those of a tier and above, or that cost them less. */
@Injectable()
export class KeptRewards {
  constructor(
    private readonly tiers: Tiers,
    private readonly audiences: RewardAudiences,
  ) {}

  /** Call it in the transaction that stores the reward. Throws `invalid-request`, `unknown-product-set` with pointers. */
  async assertKnown({ tierId, tierPrices = [], audience = null }: Partial<Kept>): Promise<void> {
    const known = new Set((await this.tiers.catalogue()).map(({ id }) => id));
    const refuse = (pointer: string) => ClubError.field('invalid-request', pointer, 'no such tier');
    if (tierId && !known.has(tierId)) throw refuse('/tierId');
    const unknown = tierPrices.findIndex((price) => !known.has(price.tierId));
    if (unknown !== -1) throw refuse(`/tierPrices/${unknown}/tierId`);
    await this.audiences.assertKnown(audience);
  }

  /**
   * What the member pays. Throws `tier-too-low`, `reward-not-for-member`. Call it under the lock of the wallet: a posting or a manager may
   * change the tier.
   */
  async priceFor(memberId: string, reward: Kept, now: Instant): Promise<number> {
    await this.audiences.assertFor(memberId, reward);
    if (!asksTier(reward)) return reward.points;
    const { tiers, held } = await this.#standing(memberId, now);
    const least = tiers.find(({ id }) => id === reward.tierId);
    if (least && !isAtLeast(held, least)) throw new ClubError('tier-too-low', `from ${least.code}`);
    return rewardPrice(reward, reachedTiers(tiers, held?.id ?? null));
  }

  /** Those that the member may redeem. Reads the member's tier only if one of them asks for it. */
  async openTo(memberId: string, offered: readonly CountedReward[], now: Instant): Promise<OpenReward[]> {
    const rows = await this.audiences.openTo(memberId, offered);
    if (!rows.some(asksTier)) return rows.map((row) => ({ row, tier: undefined, points: row.points }));
    const { tiers, held } = await this.#standing(memberId, now);
    const reached = reachedTiers(tiers, held?.id ?? null);
    return rows
      .map((row) => ({
        row,
        tier: tiers.find(({ id }) => id === row.tierId),
        points: rewardPrice(row, reached),
      }))
      .filter(({ tier }) => !tier || isAtLeast(held, tier));
  }

  async #standing(memberId: string, now: Instant) {
    const ladder = await this.tiers.ladder();
    return { tiers: ladder.tiers, held: ladder.held(await this.tiers.booked(memberId, now), now) };
  }
}
