import { Injectable } from '@nestjs/common';
import type { BodyOf, createProductTest, Reward } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { RewardsService, type RewardRecord } from '../rewards/index.ts';

type Sent = Pick<BodyOf<typeof createProductTest>, 'rewardId' | 'samples' | 'free'>;

/** Someone picks up a piece of it. */
const isGoods: Readonly<Record<Reward['kind'], boolean>> = {
  product: true,
  sample: true,
  discount: false,
  ticket: false,
  'partner-code': false,
};

/** The rewards whose pieces are samples. */
@Injectable()
export class TestRewards {
  constructor(private readonly rewards: RewardsService) {}

  /** What a sample costs in points. Throws `unknown-reward`, `out-of-stock`, `invalid-request`. */
  async priceOf({ rewardId, samples, free }: Sent): Promise<number> {
    const reward = await this.#known(rewardId);
    const why = whyNot(reward);
    if (why) throw ClubError.field('invalid-request', '/rewardId', why);
    if (reward.stock !== null && reward.stock < samples)
      throw ClubError.field('out-of-stock', '/samples', `${reward.stock} in stock`);
    return free ? 0 : reward.points;
  }

  async #known(id: string): Promise<RewardRecord> {
    try {
      return await this.rewards.find(id);
    } catch (error) {
      if (error instanceof ClubError && error.code === 'not-found')
        throw ClubError.field('unknown-reward', '/rewardId', 'no such reward');
      throw error;
    }
  }
}

const whyNot = ({ kind, toPay, stockByLocation }: RewardRecord): string | null => {
  if (!isGoods[kind]) return 'a product or a sample';
  // What says 'received free' costs no money.
  if (toPay) return 'one that asks for no money';
  return stockByLocation ? 'one with a stock for the whole club' : null;
};
