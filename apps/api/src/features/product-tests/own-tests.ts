import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { SampleVouchers } from '../rewards/index.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { ProductTestsRepository, type ProductTestRow } from './product-tests.repository.ts';
import { Samples } from './samples.ts';
import { Testers } from './testers.ts';

/** Members apply for samples. Order of locks: wallet, product test. */
@Injectable()
export class OwnTests {
  constructor(
    private readonly tests: ProductTestsRepository,
    private readonly applications: ApplicationsRepository,
    private readonly samples: Samples,
    private readonly vouchers: SampleVouchers,
    private readonly testers: Testers,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `not-found`, `cannot-write-here`, `applications-closed`, `member-not-active`, `insufficient-points`. */
  async apply(memberId: string, id: string): Promise<void> {
    const { points } = await this.#open(memberId, id);
    await this.transactions.run(async () => {
      await this.vouchers.lockToPay(memberId, points);
      const test = await this.tests.lock(id);
      if (!test) throw new ClubError('not-found');
      const before = await this.applications.find(id, memberId);
      if (before?.state === 'waiting' || before?.state === 'chosen') return;
      // Asked under the lock: who leaves at the same moment comes before or after.
      await this.testers.assertWrites(memberId, test.communityId);
      this.testers.assertOpen(test);
      await this.applications.apply(id, memberId);
      const applied = await this.applications.find(id, memberId);
      if (applied) await this.samples.giveIfNext(test, applied);
    });
  }

  /** Asked again, it changes nothing. Throws `not-found`, `voucher-used`, `voucher-expired`, `voucher-held`. */
  async withdraw(actor: Actor, memberId: string, id: string): Promise<void> {
    await this.#open(memberId, id);
    await this.transactions.run(async () => {
      await this.vouchers.lock(memberId);
      const test = await this.tests.lock(id);
      const own = test && (await this.applications.find(id, memberId));
      if (own?.state !== 'waiting' && own?.state !== 'chosen') return;
      const { redemptionId } = own;
      // The event of the voucher gives the sample to the next one.
      if (own.state === 'chosen' && redemptionId !== null)
        await this.vouchers.takeBack(actor, { memberId, points: test?.points ?? 0 }, redemptionId);
      await this.applications.withdraw(own.id);
    });
  }

  /** Throws `not-found`, also for a member who may not read it. */
  async #open(memberId: string, id: string): Promise<ProductTestRow> {
    const test = await this.tests.find(id);
    if (test?.postState !== 'shown') throw new ClubError('not-found');
    await this.testers.assertReads(memberId, test.communityId);
    return test;
  }
}
