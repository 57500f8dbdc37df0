import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import type { WritingCheck, WritingDraft, WritingVerdict } from '../posts/index.ts';
import { MemberTrust } from './member-trust.ts';
import { ModerationSettings } from './moderation-settings.ts';
import { TrustRepository } from './trust.repository.ts';

const shown: WritingVerdict = { verdict: 'shown' };

/** Members who are new write a little at first, and someone looks at their first texts. */
@Injectable()
export class NewMemberCheck implements WritingCheck {
  constructor(
    private readonly trust: MemberTrust,
    private readonly figures: TrustRepository,
    private readonly settings: ModerationSettings,
    private readonly clock: Clock,
  ) {}

  async check({ kind, authorId, links, pictures, isEdit }: WritingDraft): Promise<WritingVerdict> {
    const trust = await this.trust.of(authorId);
    if (trust.level !== 'new') return shown;
    const limits = await this.settings.current();
    if (!isEdit) {
      const dayAgo = new Date(this.clock.now() - dayMs);
      const { newPosts, newComments } = await this.figures.written(authorId, dayAgo);
      const today = {
        post: { written: newPosts, most: limits.newPostsPerDay },
        comment: { written: newComments, most: limits.newCommentsPerDay },
      }[kind];
      if (today.written >= today.most)
        return {
          verdict: 'refused',
          code: 'limit-of-new-members',
          pointer: '/source',
          detail: `${today.most} within 24 hours`,
        };
      if (trust.figures.written < limits.firstPosts) return { verdict: 'held', why: 'first-posts' };
    }
    if (links.length > limits.newLinks) return { verdict: 'held', why: 'links' };
    return pictures > limits.newPictures ? { verdict: 'held', why: 'pictures' } : shown;
  }
}
