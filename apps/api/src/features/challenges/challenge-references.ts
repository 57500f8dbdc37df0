import { Injectable } from '@nestjs/common';
import { namedSets, ProductSets } from '../club/index.ts';
import { RewardsService } from '../rewards/index.ts';
import type { ChallengeContent } from './challenge.ts';

/** What a challenge names. */
@Injectable()
export class ChallengeReferences {
  constructor(
    private readonly rewards: RewardsService,
    private readonly sets: ProductSets,
  ) {}

  /** Throws `unknown-reward`, `unknown-product-set`, `invalid-request` with pointers. */
  async assertKnown({ reward, terms }: ChallengeContent): Promise<void> {
    if ('rewardId' in reward) await this.rewards.assertPromisable(reward.rewardId, '/reward/rewardId');
    await this.sets.assertKnown(namedSets(terms, '/terms'));
  }
}
