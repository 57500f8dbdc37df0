import { Injectable } from '@nestjs/common';
import type { Post } from '@regulars/contracts';
import { PostParts, type PostBody } from '../post-parts.ts';
import { Polls } from './polls.ts';

/** The polls of posts. */
@Injectable()
export class PollPart {
  constructor(
    parts: PostParts,
    private readonly polls: Polls,
  ) {
    parts.register(this);
  }

  /** Throws `invalid-request` for an end that has passed. */
  async store(postId: string, _memberId: string, { poll }: PostBody): Promise<void> {
    if (poll !== null) await this.polls.add(postId, poll);
  }

  async show(
    postIds: readonly string[],
    memberId: string | null,
  ): Promise<ReadonlyMap<string, Pick<Post, 'poll'>>> {
    const polls = await this.polls.ofPosts(postIds, memberId);
    return new Map([...polls].map(([postId, poll]) => [postId, { poll }]));
  }

  async erase(postId: string): Promise<void> {
    await this.polls.remove(postId);
  }
}
