import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { ProductTestsRepository } from './product-tests.repository.ts';
import { Tidings } from './tidings.ts';

/** So long before their opinions are due, testers are reminded. */
const msBeforeDue = 3 * dayMs;

/** Reminds those who have a sample and wrote nothing, once, whatever they may say. */
@Injectable()
export class TestReminders {
  constructor(
    private readonly tests: ProductTestsRepository,
    private readonly applications: ApplicationsRepository,
    private readonly tidings: Tidings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async send(): Promise<void> {
    const now = this.clock.date();
    for (const id of await this.tests.toRemind(now, new Date(now.getTime() + msBeforeDue)))
      await this.transactions.run(async () => {
        const test = await this.tests.lock(id);
        if (test?.postState !== 'shown') return;
        await this.tidings.tell('due', test, await this.applications.silent(id, now));
        await this.tests.setReminded(id, now);
      });
  }
}
