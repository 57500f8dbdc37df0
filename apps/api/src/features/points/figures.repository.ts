import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { spanOf, spanText } from '../club/index.ts';
import type { ExpiryTime } from '../members/index.ts';
import type { StoredWallet } from './stored-wallet.ts';
import { movedText } from './moved-text.ts';
import { statement } from './statements.ts';
import { intricateText } from './wallets.repository.ts';

export interface OutstandingRow {
  points: number;
  debt: number;
}

export interface MovementsRow {
  /** Less what returns took back. */
  issued: number;
  /** Less what cancellations returned. */
  redeemed: number;
  expired: number;
  /** By adjustments, or by reversing a deduction. */
  given: number;
  taken: number;
}

export interface PeriodRow extends MovementsRow {
  /** First day in the club's zone, YYYY-MM-DD. */
  period: string;
}

const figures = ['issued', 'redeemed', 'expired', 'given', 'taken', 'claims', 'debt'] as const;
const moved = `${spanText('points')},
  moved as (
    select d.day, ${figures.map((name) => `d.${name}`).join(', ')} from points_days d, span
    where d.day between span.first and span.last and d.day not in (select day from changed)
    union all
    select (j.effective_at at time zone $3)::date, ${movedText}
    from part join journal j on j.effective_at >= part.since and j.effective_at < part.until
    where j.currency = 'points' group by 1)`;
const sums = figures
  .slice(0, 5)
  .map((name) => `coalesce(sum(${name}), 0)::bigint as ${name}`)
  .join(', ');
// Points that expired and are not booked yet are subtracted; releases move points from one account to another and change no sum.
const outstanding = statement(
  'points-outstanding',
  `with ${moved}, gone as (
     select coalesce(sum(l.remaining), 0)::bigint as points from lots l join wallets w on w.member_id = l.member_id
     where l.remaining > 0 and l.expires_at <= $6 and l.available_at <= $6 and l.awarded_at <= $6 and not ${intricateText('$6')})
   select coalesce(sum(claims)::bigint - (select points from gone), 0) as points, coalesce(sum(debt), 0)::bigint as debt from moved`,
);
const intricateDue = statement(
  'points-outstanding-intricate',
  `select read_balances(array(
     select w.member_id from wallets w
     where ($2::uuid is null or w.member_id > $2) and ${intricateText('$1')}
     order by w.member_id limit $3), $1, true) as due`,
);
const movements = statement('points-movements', `with ${moved} select ${sums} from moved`);
const movementsByPeriod = statement(
  'points-movements-by-period',
  `with ${moved} select date_trunc($6, day::timestamp)::date as period, ${sums} from moved group by 1 order by 1`,
);
const expiring = statement(
  'points-expiring',
  `select coalesce(sum(remaining), 0)::bigint as points, count(distinct member_id) as members
   from lots where remaining > 0 and expires_at > $1 and expires_at <= $2`,
);
/** SQL that tests the same for the member `m` of a list. */
export const expiringText = ({ after, by }: ExpiryTime): string =>
  `exists (select from lots l where l.member_id = m.id and l.remaining > 0 and l.expires_at > ${after} and l.expires_at <= ${by})`;
/** Earlier than anything is booked. */
const beforeAll = Date.UTC(1900, 0, 1);

/** Sums over all members. */
@Injectable()
export class FiguresRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Without the wallets of `intricateDue`, as they are booked. */
  async outstanding(at: Instant, zone: string): Promise<OutstandingRow> {
    const values = [...spanOf(beforeAll, at + 1, zone), isoOf(at)] as const;
    const [row] = await this.transactions.query(outstanding, values);
    return row ?? { points: 0, debt: 0 };
  }

  /** Wallets whose due bookings SQL cannot sum up, in the order of their members. */
  async intricateDue(at: Instant, after: string | null, most: number): Promise<StoredWallet[]> {
    const [row] = await this.transactions.query(intricateDue, [isoOf(at), after, most]);
    return (row?.due ?? []).toSorted((left, right) => (left.memberId < right.memberId ? -1 : 1));
  }

  async movements(from: Instant, until: Instant, zone: string): Promise<MovementsRow> {
    const [row] = await this.transactions.query(movements, spanOf(from, until, zone));
    return row ?? { issued: 0, redeemed: 0, expired: 0, given: 0, taken: 0 };
  }

  async movementsByPeriod(
    from: Instant,
    until: Instant,
    grain: 'day' | 'week' | 'month',
    zone: string,
  ): Promise<PeriodRow[]> {
    return this.transactions.query(movementsByPeriod, [...spanOf(from, until, zone), grain]);
  }

  async expiring(from: Instant, until: Instant): Promise<{ points: number; members: number }> {
    const values = [isoOf(from), isoOf(until)] as const;
    const [row] = await this.transactions.query(expiring, values);
    return row ?? { points: 0, members: 0 };
  }
}
