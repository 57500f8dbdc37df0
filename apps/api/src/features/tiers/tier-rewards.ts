import { Injectable } from '@nestjs/common';
import type { getOwnTier, ReplyOf } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';

type NamedReward = ReplyOf<typeof getOwnTier>['rewards'][number];
type Named = (rewardIds: readonly string[]) => Promise<NamedReward[]>;

/** The rewards that tiers bring. They belong to a later feature, which registers how to find them. */
@Injectable()
export class TierRewards {
  #named: Named = () => Promise.resolve([]);

  comeFrom(named: Named): void {
    this.#named = named;
  }

  named(rewardIds: readonly string[]): Promise<NamedReward[]> {
    return rewardIds.length > 0 ? this.#named(rewardIds) : Promise.resolve([]);
  }

  /** Throws `unknown-reward`. */
  async assertKnown(rewardId: string | null): Promise<void> {
    if (rewardId !== null && (await this.named([rewardId])).length === 0)
      throw ClubError.field('unknown-reward', '/rewardId', 'no such reward');
  }
}
