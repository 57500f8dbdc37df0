import { Injectable } from '@nestjs/common';
import { ConditionReferences } from '../club/index.ts';
import { RewardsService } from '../rewards/index.ts';
import type { ChallengeContent } from './challenge.ts';

/** What a challenge names. */
@Injectable()
export class ChallengeReferences {
  constructor(
    private readonly rewards: RewardsService,
    private readonly references: ConditionReferences,
  ) {}

  /** Throws `unknown-reward`, `unknown-product-set`, `unknown-segment`, `invalid-request` with pointers. */
  async assertKnown({ reward, terms }: ChallengeContent): Promise<void> {
    if ('rewardId' in reward) await this.rewards.assertPromisable(reward.rewardId, '/reward/rewardId');
    await this.references.assertKnown(terms, '/terms');
  }
}
