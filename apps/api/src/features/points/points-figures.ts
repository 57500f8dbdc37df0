import { Injectable } from '@nestjs/common';
import { outstandingAt, type Instant, type Outstanding } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { FiguresRepository, type MovementsRow, type PeriodRow } from './figures.repository.ts';
import { OpenWallets } from './open-wallets.ts';
import { bookedIn } from './points-document.ts';
import { Points } from './points.service.ts';

/** Of those that loyalty settles to count them. */
const walletsAtOnce = 500;

/** Points of the whole club, for overviews and reports. */
@Injectable()
export class PointsFigures {
  constructor(
    private readonly figures: FiguresRepository,
    private readonly points: Points,
    private readonly transactions: Transactions,
  ) {}

  /**
   * What members can claim and owe at a moment, as if every wallet were settled to it. Equals the journal by
   * `effective_at` once they are. For a future moment, only time changes are counted.
   */
  async outstanding(at: Instant): Promise<Outstanding> {
    return this.transactions.run(async () => {
      await this.transactions.lookFromOneMoment();
      const terms = await this.points.terms(at);
      let { points, debt } = await this.figures.outstanding(at, terms.zone);
      for (let after: string | null = null; ;) {
        const due = await this.figures.intricateDue(at, after, walletsAtOnce);
        const settled = new OpenWallets(due, terms);
        const entries = bookedIn(settled).flatMap(({ transaction }) => transaction.entries);
        const brought = outstandingAt(entries, at);
        points += brought.points;
        debt += brought.debt;
        if (due.length < walletsAtOnce) return { points, debt };
        after = due.at(-1)?.memberId ?? null;
      }
    });
  }

  /** Movements from `from` until before `until`. */
  async movements(from: Instant, until: Instant): Promise<MovementsRow> {
    const { zone } = await this.points.terms();
    return this.figures.movements(from, until, zone);
  }

  /** The same per day, week (Monday) or month of the club's calendar; periods without movement are missing. */
  async movementsByPeriod(
    from: Instant,
    until: Instant,
    grain: 'day' | 'week' | 'month',
  ): Promise<PeriodRow[]> {
    const { zone } = await this.points.terms();
    return this.figures.movementsByPeriod(from, until, grain, zone);
  }

  /** Points that expire after `from` and not after `until`, and the number of their members. */
  async expiring(from: Instant, until: Instant): Promise<{ points: number; members: number }> {
    return this.figures.expiring(from, until);
  }
}
