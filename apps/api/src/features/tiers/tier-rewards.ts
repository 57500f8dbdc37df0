import { Injectable } from '@nestjs/common';
import type { getOwnTier, ReplyOf } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';

type NamedReward = ReplyOf<typeof getOwnTier>['rewards'][number];
/** `promisable`: there is always one more of it. */
interface KnownReward {
  readonly named: NamedReward;
  readonly promisable: boolean;
}
type Known = (rewardIds: readonly string[]) => Promise<KnownReward[]>;

/** The rewards that tiers bring. They belong to a later feature, which registers how to find them. */
@Injectable()
export class TierRewards {
  #known: Known = () => Promise.resolve([]);

  comeFrom(known: Known): void {
    this.#known = known;
  }

  async named(rewardIds: readonly string[]): Promise<NamedReward[]> {
    return rewardIds.length > 0 ? (await this.#known(rewardIds)).map(({ named }) => named) : [];
  }

  /** Throws `unknown-reward`, `invalid-request` for one that no tier can promise. */
  async assertPromisable(rewardId: string | null): Promise<void> {
    if (rewardId === null) return;
    const [reward] = await this.#known([rewardId]);
    if (!reward) throw ClubError.field('unknown-reward', '/rewardId', 'no such reward');
    if (!reward.promisable)
      throw ClubError.field('invalid-request', '/rewardId', 'its pool of codes may be empty');
  }
}
