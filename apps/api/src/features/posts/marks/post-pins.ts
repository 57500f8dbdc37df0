import { Injectable } from '@nestjs/common';
import { mostPinnedPosts } from '@regulars/contracts';
import type { Actor } from '../../../platform/actor.ts';
import { AuditTrail } from '../../../platform/audit.ts';
import { Clock } from '../../../platform/clock.ts';
import { ClubError } from '../../../platform/club-error.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { PostAccess } from '../post-access.ts';
import { PostsRepository, type LockedPost } from '../posts.repository.ts';
import { MarksRepository } from './marks.repository.ts';

/** What stays on top of a community: few posts, so that they are read. */
@Injectable()
export class PostPins {
  constructor(
    private readonly access: PostAccess,
    private readonly posts: PostsRepository,
    private readonly marks: MarksRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** By a moderator of the community. Throws `not-found`, `not-allowed`, `too-many-pinned`. */
  async byModerator(memberId: string, postId: string, isPinned: boolean): Promise<void> {
    const { met } = await this.access.post(memberId, postId);
    if (!met.rights.moderate) throw new ClubError('not-allowed');
    await this.transactions.run(() => this.#set(postId, isPinned));
  }

  /** Throws `not-found`, `too-many-pinned`. */
  async byManager(actor: Actor, postId: string, isPinned: boolean): Promise<void> {
    await this.transactions.run(async () => {
      const { communityId } = await this.#set(postId, isPinned);
      await this.audit.record(actor, {
        action: 'post.pinned',
        subject: { type: 'post', id: postId },
        after: { communityId, pinned: isPinned },
      });
    });
  }

  async #set(postId: string, isPinned: boolean): Promise<LockedPost> {
    const post = await this.posts.lock(postId);
    if (!post || (isPinned && post.state !== 'shown')) throw new ClubError('not-found');
    if (!isPinned) await this.marks.unpin(postId);
    else {
      await this.marks.lockPins(post.communityId);
      if ((await this.marks.pinned(post.communityId, postId)) >= mostPinnedPosts)
        throw new ClubError('too-many-pinned');
      await this.marks.pin(postId, this.clock.date());
    }
    return post;
  }
}
