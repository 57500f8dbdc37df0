import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { CommunitiesRepository } from './communities.repository.ts';

/** The communities whose condition names a product set. */
@Injectable()
export class CommunitySetUses {
  constructor(uses: ProductSetUses, communities: CommunitiesRepository) {
    uses.register(async (setId) =>
      (await communities.all())
        .filter(({ audience }) => namedSets({ audience }).some(({ id }) => id === setId))
        .map(({ id, name }) => ({ type: 'community' as const, id, name })),
    );
  }
}
