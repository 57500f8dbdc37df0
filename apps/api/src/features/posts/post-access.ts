import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { CommunityRights, type MetCommunity } from '../communities/index.ts';
import { CommentsRepository, type CommentRow } from './comments.repository.ts';
import { PostsRepository, type PostRow } from './posts.repository.ts';

export interface MetPost {
  readonly post: PostRow;
  readonly met: MetCommunity;
}

/** Finds posts and comments that a member may see now. Asked in each request: who left reads and writes nothing more. */
@Injectable()
export class PostAccess {
  constructor(
    private readonly rights: CommunityRights,
    private readonly posts: PostsRepository,
    private readonly comments: CommentsRepository,
  ) {}

  /** Throws `not-found`, also if the member may not read there. */
  async community(memberId: string, id: string): Promise<MetCommunity> {
    const met = await this.rights.of(memberId, id);
    if (!met.rights.read) throw new ClubError('not-found');
    return met;
  }

  /** Throws `not-found`, `cannot-write-here`. */
  async toWrite(memberId: string, id: string): Promise<MetCommunity> {
    const met = await this.community(memberId, id);
    assertWrites(met);
    return met;
  }

  /** Throws `not-found`, also for what only its author and moderators see. */
  async post(memberId: string, id: string): Promise<MetPost> {
    const post = await this.posts.find(memberId, id);
    if (!post) throw new ClubError('not-found');
    const met = await this.community(memberId, post.communityId);
    assertSeen(post, memberId, met);
    return { post, met };
  }

  /** The same for a comment. */
  async comment(memberId: string, id: string): Promise<MetPost & { readonly comment: CommentRow }> {
    const comment = await this.comments.find(memberId, id);
    if (!comment) throw new ClubError('not-found');
    const met = await this.post(memberId, comment.postId);
    assertSeen(comment, memberId, met.met);
    return { ...met, comment };
  }
}

/** Throws `cannot-write-here`. */
export const assertWrites = ({ rights }: MetCommunity): void => {
  if (!rights.write) throw new ClubError('cannot-write-here');
};

const assertSeen = (
  { state, authorId }: Pick<PostRow, 'state' | 'authorId'>,
  memberId: string,
  { rights }: MetCommunity,
): void => {
  const isForAll = state === 'shown' || state === 'deleted';
  if (!isForAll && authorId !== memberId && !rights.moderate) throw new ClubError('not-found');
};
