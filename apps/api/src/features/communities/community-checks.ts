import { Injectable } from '@nestjs/common';
import { ClubChanges, ConditionReferences, Interests } from '../club/index.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import type { CommunityContent } from './community.ts';

/** What a community names of the club has to be there. */
@Injectable()
export class CommunityChecks {
  constructor(
    private readonly references: ConditionReferences,
    private readonly interests: Interests,
    communities: CommunitiesRepository,
    changes: ClubChanges,
  ) {
    changes.onInterestsRemoved((left) => communities.keepInterests(left));
  }

  /** Throws `unknown-product-set`, `unknown-segment`, `unknown-interest`. */
  async assertKnown({ audience, interests }: CommunityContent): Promise<void> {
    await this.references.assertKnown({ audience });
    await this.interests.assertKnown(interests);
  }
}
