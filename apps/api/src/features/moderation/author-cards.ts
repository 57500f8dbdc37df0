import { Injectable } from '@nestjs/common';
import type { ShownModerationCase } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { CommunityRestrictions } from '../communities/index.ts';
import { Members } from '../members/index.ts';
import { AuthorProofs } from './author-proofs.ts';
import { AuthorStories } from './author-stories.ts';
import { MemberTrust } from './member-trust.ts';
import { TrustRepository } from './trust.repository.ts';

/** What a moderator should know of an author. */
@Injectable()
export class AuthorCards {
  constructor(
    private readonly members: Members,
    private readonly trust: MemberTrust,
    private readonly figures: TrustRepository,
    private readonly stories: AuthorStories,
    private readonly restrictions: CommunityRestrictions,
    private readonly about: AuthorProofs,
  ) {}

  async of(memberId: string): Promise<ShownModerationCase['card']> {
    const [member] = await this.members.byIds([memberId]);
    if (!member) return null;
    const { dayAgo, yearAgo, proofMs } = await this.about.of(memberId);
    const written = await this.figures.written(memberId, dayAgo);
    return {
      trust: await this.trust.of(memberId),
      joinedAt: toInstant(member.joinedAt),
      written: written.posts + written.comments,
      writtenToday: written.newPosts + written.newComments,
      emailConfirmed: member.emailConfirmed,
      proofMs,
      warnings: await this.stories.warnings(memberId, yearAgo),
      restriction: await this.restrictions.now(memberId),
      ...(await this.stories.of(memberId)),
    };
  }
}
