import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Points } from './points.service.ts';
import { WalletsRepository } from './wallets.repository.ts';

// Small, so that no wallet is locked for long.
const batch = 50;

/**
 * Books what time brought to members who are not looking: releases, expiries, timeouts of holds. Balances are right
 * without it; it makes the events, and the figures of the club cheap.
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

  /** How many wallets were settled. */
  async settleDue(): Promise<number> {
    const now = this.clock.now();
    let settled = 0;
    for (let taken = batch; taken === batch; settled += taken) taken = await this.#settleSome(now);
    return settled;
  }

  async #settleSome(now: number): Promise<number> {
    return this.transactions.run(async () => {
      const memberIds = await this.wallets.takeDue(now, batch);
      if (memberIds.length === 0) return 0;
      const wallets = await this.points.open(memberIds, { lots: 'all', now });
      await this.points.apply(this.points.document(wallets, { actor: system }));
      return memberIds.length;
    });
  }
}
