import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Pace } from '../../platform/jobs/pace.ts';
import { Points } from './points.service.ts';
import { WalletsRepository, type LastDue, type SettledPage } from './wallets.repository.ts';

/** Wallets that SQL settles in one transaction. */
const mostAtOnce = 500;
// Of wallets that only loyalty settles. Small, so that no wallet is locked for long: wallets per transaction, and items per wallet.
const mostWallets = 50;
const mostLots = 2000;
const mostDue = 500;

/**
 * Books due items of members whose wallets nobody opens: releases, expiries, hold timeouts. Balances are right
 * without it; it creates the events and keeps the club's figures cheap.
 */
@Injectable()
export class SettleWalletsJob implements Job {
  readonly name = 'settle-wallets';
  readonly cron = '*/10 * * * *';

  constructor(
    jobs: Jobs,
    private readonly points: Points,
    private readonly wallets: WalletsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.settleDue();
  }

  /** Number of settled wallets. */
  async settleDue(): Promise<number> {
    const now = this.clock.now();
    let settled = 0;
    let after: LastDue | null = null;
    const pace = new Pace(mostAtOnce);
    const settlePage = (size: number): Promise<SettledPage | undefined> =>
      this.transactions.run(() => this.points.settleNext(now, after, size));
    for (;;) {
      const page = await pace.page(settlePage);
      if (!page) return settled;
      settled += page.settled + (await this.#settleIntricate(page.intricate, now));
      after = page.last;
    }
  }

  async #settleIntricate(memberIds: readonly string[], now: number): Promise<number> {
    const settled = new Set<string>();
    const settleSome = (): Promise<string[]> => this.#settleSome(memberIds, now);
    if (memberIds.length > 0)
      for (let some = await settleSome(); some.length > 0; some = await settleSome())
        for (const memberId of some) settled.add(memberId);
    return settled.size;
  }

  /** Wallets of this turn; those with many items come again. */
  async #settleSome(wanted: readonly string[], now: number): Promise<string[]> {
    return this.transactions.run(async () => {
      let lots = 0;
      const due = await this.wallets.takeDue(wanted, now, mostWallets);
      const memberIds = due
        .filter((wallet, index) => (lots += wallet.lots) <= mostLots || index === 0)
        .map(({ member_id: memberId }) => memberId);
      if (memberIds.length === 0) return [];
      const wallets = await this.points.open(memberIds, { lots: 'all', now, mostDue });
      await this.points.apply(this.points.document(wallets, { actor: system }));
      return memberIds;
    });
  }
}
