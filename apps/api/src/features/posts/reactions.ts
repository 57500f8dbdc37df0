import { Injectable } from '@nestjs/common';
import type { ReactionKind, Reactions as Shown } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { assertWrites, PostAccess } from './post-access.ts';
import { ReactionsRepository } from './reactions.repository.ts';
import { showReactions } from './show.ts';
import type { WritingRef } from './writing.ts';

/** Members react to posts and comments. */
@Injectable()
export class Reactions {
  constructor(
    private readonly access: PostAccess,
    private readonly reactions: ReactionsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Once or more, it counts once. Throws `not-found`, `cannot-write-here`. */
  async add(memberId: string, ref: WritingRef, kind: ReactionKind): Promise<Shown> {
    return this.transactions.run(async () => {
      const { writing, met } = await this.#found(memberId, ref);
      assertWrites(met);
      if (writing.state !== 'shown') throw new ClubError('cannot-write-here');
      await this.reactions.add(ref, memberId, kind, this.clock.date());
      return showReactions((await this.#found(memberId, ref)).writing);
    });
  }

  /** Throws `not-found`. */
  async takeBack(memberId: string, ref: WritingRef, kind: ReactionKind): Promise<Shown> {
    return this.transactions.run(async () => {
      await this.#found(memberId, ref);
      await this.reactions.take(ref, memberId, kind);
      return showReactions((await this.#found(memberId, ref)).writing);
    });
  }

  async #found(memberId: string, { kind, id }: WritingRef) {
    if (kind === 'post') {
      const { post, met } = await this.access.post(memberId, id);
      return { writing: post, met };
    }
    const { comment, met } = await this.access.comment(memberId, id);
    return { writing: comment, met };
  }
}
