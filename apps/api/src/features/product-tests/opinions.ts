import { Injectable } from '@nestjs/common';
import type { BodyOf, Comment, writeOpinion } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { OwnComments } from '../posts/index.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { ProductTestsRepository } from './product-tests.repository.ts';
import { Testers } from './testers.ts';

/** What testers write: a comment that says that its author received the sample free. It may be as bad as they find it. */
@Injectable()
export class Opinions {
  constructor(
    private readonly tests: ProductTestsRepository,
    private readonly applications: ApplicationsRepository,
    private readonly comments: OwnComments,
    private readonly testers: Testers,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Also after the day on which opinions are due, and after the end: it would else be written without its label.
   * Throws `not-found`, `cannot-write-here`, `no-sample`, `sample-not-used`, `opinion-written`, and what a check refuses.
   */
  async write(
    memberId: string,
    id: string,
    { source, rating, proof }: BodyOf<typeof writeOpinion>,
  ): Promise<Comment> {
    return this.transactions.run(async () => {
      const test = await this.tests.lock(id);
      if (!test) throw new ClubError('not-found');
      await this.testers.assertWrites(memberId, test.communityId);
      await this.#assertTester(memberId, id);
      const text = { source, replyTo: null, proof };
      const comment = await this.comments.create(memberId, id, text, { rating });
      await this.applications.setOpinion(id, memberId, comment.id);
      return comment;
    });
  }

  async #assertTester(memberId: string, id: string): Promise<void> {
    const own = (await this.applications.ofMember(memberId, [id], this.clock.date())).get(id);
    if (own?.state !== 'chosen') throw new ClubError('no-sample');
    if (own.voucher !== 'used') throw new ClubError('sample-not-used');
    if (own.hasWritten) throw new ClubError('opinion-written');
  }
}
