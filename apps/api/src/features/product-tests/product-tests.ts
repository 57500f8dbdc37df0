import { Injectable } from '@nestjs/common';
import {
  longestProductTestDays,
  type BodyOf,
  type createProductTest,
  type ProductTest,
} from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Announcements } from '../posts/index.ts';
import { showTest } from './product-test.ts';
import { ProductTestsRepository, type ProductTestRow } from './product-tests.repository.ts';
import { TestRewards } from './test-rewards.ts';

type Sent = BodyOf<typeof createProductTest>;

/** Product tests, for managers. */
@Injectable()
export class ProductTests {
  constructor(
    private readonly tests: ProductTestsRepository,
    private readonly rewards: TestRewards,
    private readonly announcements: Announcements,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async find(id: string): Promise<ProductTest> {
    return this.#shown(await this.tests.find(id));
  }

  /** Throws `not-found`, `unknown-reward`, `out-of-stock`, `invalid-request`. */
  async create(actor: Actor, communityId: string, sent: Sent): Promise<ProductTest> {
    const { samples, allotment } = sent;
    const [applyUntil, opinionsUntil] = this.#times(sent);
    return this.transactions.run(async () => {
      const points = await this.rewards.priceOf(sent);
      const id = await this.announcements.write(communityId, 'product-test', sent);
      const about = { id, communityId, rewardId: sent.rewardId, samples, points, allotment };
      await this.tests.insert({ ...about, applyUntil, opinionsUntil, createdAt: this.clock.date() });
      const after = await this.find(id);
      await this.audit.record(actor, {
        action: 'product-test.opened',
        subject: { type: 'product-test', id },
        after: { ...after, title: undefined },
      });
      return after;
    });
  }

  /** Asked again, it changes nothing. Throws `not-found`. */
  async end(actor: Actor, id: string): Promise<ProductTest> {
    return this.transactions.run(async () => {
      const before = this.#shown(await this.tests.lock(id));
      if (before.endedAt !== null) return before;
      await this.tests.setEnded(id, this.clock.date());
      const after = await this.find(id);
      const { endedAt, left } = after;
      await this.audit.record(actor, {
        action: 'product-test.ended',
        subject: { type: 'product-test', id },
        after: { endedAt, left },
      });
      return after;
    });
  }

  /** In the transaction in which the text of its post goes. */
  async endWithPost(id: string): Promise<void> {
    await this.tests.setEnded(id, this.clock.date());
  }

  #shown(row: ProductTestRow | undefined): ProductTest {
    if (!row) throw new ClubError('not-found');
    return showTest(row, this.clock.now());
  }

  #times({ applyUntil, opinionsUntil }: Sent): readonly [Date, Date] {
    const [apply, opinions] = [Date.parse(applyUntil), Date.parse(opinionsUntil)];
    const now = this.clock.now();
    if (apply <= now) throw ClubError.field('invalid-request', '/applyUntil', 'must be in the future');
    if (opinions <= apply)
      throw ClubError.field('invalid-request', '/opinionsUntil', 'later than applyUntil');
    if (opinions > now + longest)
      throw ClubError.field('invalid-request', '/opinionsUntil', `within ${longestProductTestDays} days`);
    return [new Date(apply), new Date(opinions)];
  }
}

const longest = longestProductTestDays * dayMs;
