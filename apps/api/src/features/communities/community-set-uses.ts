import { Injectable } from '@nestjs/common';
import { ConditionUses } from '../club/index.ts';
import { CommunitiesRepository } from './communities.repository.ts';

/** What communities ask of members. */
@Injectable()
export class CommunitySetUses {
  constructor(uses: ConditionUses, communities: CommunitiesRepository) {
    uses.register(async () =>
      (await communities.all()).map(({ id, name, audience }) => ({
        type: 'community' as const,
        id,
        name,
        asks: audience,
      })),
    );
  }
}
