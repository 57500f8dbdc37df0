import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { CommunityRights } from '../communities/index.ts';
import { Writings, type Writing, type WritingRef } from '../posts/index.ts';

/** What others wrote and a member can read now. */
@Injectable()
export class ReadableWritings {
  constructor(
    private readonly writings: Writings,
    private readonly rights: CommunityRights,
  ) {}

  /** Throws `not-found`, and `not-allowed` for what the member wrote. */
  async ofOthers(memberId: string, ref: WritingRef): Promise<Writing> {
    const [writing] = await this.writings.find([ref]);
    if (writing?.state !== 'shown') throw new ClubError('not-found');
    const { rights } = await this.rights.of(memberId, writing.communityId);
    if (!rights.read) throw new ClubError('not-found');
    if (writing.authorId === memberId) throw new ClubError('not-allowed', 'You wrote this yourself');
    return writing;
  }

  /** What a page of the club shows; undefined if there is nothing that strangers could mean. */
  async at(address: string): Promise<Writing | undefined> {
    const ref = refIn(address);
    const [writing] = ref ? await this.writings.find([ref]) : [];
    return writing?.state === 'shown' ? writing : undefined;
  }
}

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const pathOfPost = new RegExp(
  `/club/communities/${id}/posts/(${id})(?:[/?][^#]*)?(?:#(?:[a-z]+-)?(${id}))?$`,
  'u',
);

const refIn = (address: string): WritingRef | null => {
  const [, postId, commentId] = pathOfPost.exec(address.trim().toLowerCase()) ?? [];
  if (postId === undefined) return null;
  return commentId === undefined ? { kind: 'post', id: postId } : { kind: 'comment', id: commentId };
};
