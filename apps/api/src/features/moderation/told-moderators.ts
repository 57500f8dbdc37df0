import { Injectable } from '@nestjs/common';
import { Names, textsOf } from '../../platform/names.ts';
import { Moderators } from '../communities/index.ts';
import { Notices } from '../notices/index.ts';
import type { NewCase } from './cases.repository.ts';

/** Owners and moderators of a community hear that something waits for them, until it is decided. */
@Injectable()
export class ToldModerators {
  constructor(
    private readonly notices: Notices,
    private readonly moderators: Moderators,
    private readonly names: Names,
  ) {}

  /** In the transaction that opens the case. Nobody hears of their own text. */
  async waiting(
    caseId: string,
    { communityId, authorId }: Pick<NewCase, 'communityId' | 'authorId'>,
  ): Promise<void> {
    const judges = await this.moderators.judges(communityId, authorId);
    if (judges.length === 0) return;
    const names = await this.names.of('community', [communityId]);
    const community = textsOf(names.get(communityId));
    await this.notices.tell(
      judges.map((memberId) => ({
        memberId,
        kind: 'moderation' as const,
        key: `case:${caseId}`,
        path: `/club/communities/${communityId}/moderation/${caseId}`,
        about: [caseId],
        params: { what: 'waiting', community },
      })),
    );
  }
}
