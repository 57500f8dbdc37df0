import { Injectable } from '@nestjs/common';
import type { TestApplication } from '@regulars/contracts';
import { givesSamples } from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { SampleVouchers } from '../rewards/index.ts';
import { ApplicationsRepository, type InLine } from './applications.repository.ts';
import { termsOf } from './product-test.ts';
import { ProductTestsRepository, type ProductTestRow } from './product-tests.repository.ts';
import { Testers } from './testers.ts';
import { Tidings } from './tidings.ts';

type Why = NonNullable<TestApplication['why']>;

/** Gives samples to members in line, each in a transaction of its own, so that a process that is killed has lost nothing. */
@Injectable()
export class Samples {
  constructor(
    private readonly tests: ProductTestsRepository,
    private readonly applications: ApplicationsRepository,
    private readonly vouchers: SampleVouchers,
    private readonly testers: Testers,
    private readonly tidings: Tidings,
    private readonly transactions: Transactions,
  ) {}

  /** Until there is no sample left, or nobody waits. By lot, those who still wait are told that it fell on others. */
  async giveAll(testId: string): Promise<void> {
    while (await this.#giveNext(testId));
    await this.transactions.run(async () => {
      const test = await this.tests.lock(testId);
      if (!test?.drawnAt || test.endedAt) return;
      await this.tidings.tell('not-chosen', test, await this.applications.waiting(testId));
    });
  }

  /** Whether there may be another one to give. */
  async #giveNext(testId: string): Promise<boolean> {
    const next = await this.applications.next(testId);
    if (!next) return false;
    return this.transactions.run(async () => {
      // The wallet first, as everywhere.
      await this.vouchers.lock(next.memberId);
      const test = await this.tests.lock(testId);
      return test ? this.giveIfNext(test, next) : false;
    });
  }

  /** Under the locks of the wallet of this member and of the product test. Whether there may be another one to give. */
  async giveIfNext(test: ProductTestRow, { id }: Pick<InLine, 'id'>): Promise<boolean> {
    if (test.postState !== 'shown' || !givesSamples(termsOf(test)) || (test.chosen ?? 0) >= test.samples)
      return false;
    const next = await this.applications.next(test.id);
    if (next?.id !== id) return next !== undefined;
    const given = await this.#give(test, next);
    if (given === 'out-of-stock') return false;
    if ('why' in given) {
      await this.applications.pass(id, given.why);
      return true;
    }
    await this.applications.choose(id, given.redemptionId);
    await this.tidings.tell('chosen', test, [next]);
    return true;
  }

  async #give(
    { communityId, rewardId, points }: ProductTestRow,
    { memberId }: InLine,
  ): Promise<{ readonly redemptionId: string } | { readonly why: Why } | 'out-of-stock'> {
    if (!(await this.testers.writes(memberId, communityId))) return { why: 'cannot-write' };
    try {
      return { redemptionId: await this.vouchers.give(system, { memberId, rewardId, points }) };
    } catch (error) {
      if (!(error instanceof ClubError)) throw error;
      if (nothingLeft.has(error.code)) return 'out-of-stock';
      return { why: whyNot[error.code] ?? 'other' };
    }
  }
}

/** Nobody else gets one either. */
const nothingLeft: ReadonlySet<string> = new Set(['out-of-stock', 'reward-not-available', 'not-found']);

const whyNot: Readonly<Record<string, Why>> = {
  'insufficient-points': 'insufficient-points',
  'member-not-active': 'not-active',
};
