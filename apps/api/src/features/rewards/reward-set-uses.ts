import { Injectable } from '@nestjs/common';
import { ConditionUses } from '../club/index.ts';
import { RewardsRepository } from './rewards.repository.ts';

/** What rewards ask of their audience. */
@Injectable()
export class RewardSetUses {
  constructor(uses: ConditionUses, rewards: RewardsRepository) {
    uses.register(async () =>
      (await rewards.all()).map(({ id, name, audience }) => ({
        type: 'reward' as const,
        id,
        name,
        asks: audience,
      })),
    );
  }
}
