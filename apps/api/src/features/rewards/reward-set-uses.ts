import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { RewardsRepository } from './rewards.repository.ts';

/** The rewards whose audience names a product set. */
@Injectable()
export class RewardSetUses {
  constructor(uses: ProductSetUses, rewards: RewardsRepository) {
    uses.register(async (setId) =>
      (await rewards.all())
        .filter(({ audience }) => namedSets({ audience }).some(({ id }) => id === setId))
        .map(({ id, name }) => ({ type: 'reward' as const, id, name })),
    );
  }
}
