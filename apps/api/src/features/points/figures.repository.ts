import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ExpiryTime } from '../members/index.ts';
import type { StoredWallet } from './stored-wallet.ts';
import { statement } from './statements.ts';

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

export interface ExpiringDayRow {
  member_id: string;
  /** The last day in the club's zone when the points can be spent, YYYY-MM-DD. */
  date: string;
  points: number;
}

export interface PeriodRow extends MovementsRow {
  /** First day in the club's zone, YYYY-MM-DD. */
  period: string;
}

const oneMoment = statement(
  'points-figures-one-moment',
  'set transaction isolation level repeatable read, read only',
);
/** Debt is repaid lot by lot, and points of a hold go back to lots that may have expired. Only loyalty can calculate this. */
const intricate = `w.next_due_at <= $1
  and (w.debt > 0 or exists (select from holds h where h.member_id = w.member_id and h.state = 'active' and h.expires_at <= $1))`;
// Computed backwards from the running balances: bookings after the moment are subtracted. Points that expired and are not booked
// yet are subtracted too; releases move points from one account to another and change no sum.
const outstanding = statement(
  'points-outstanding',
  `select coalesce(now.points, 0) - coalesce(later.points, 0) - coalesce(gone.points, 0) as points,
     coalesce(now.debt, 0) - coalesce(later.debt, 0) as debt
   from (select sum(available + pending + held)::bigint as points, sum(debt)::bigint as debt from wallets) now,
     (select
        sum(case when to_account in ('available', 'pending', 'held') then amount else 0 end
          - case when from_account in ('available', 'pending', 'held') then amount else 0 end)::bigint as points,
        sum(case when from_account = 'debt' then amount when to_account = 'debt' then -amount else 0 end)::bigint as debt
      from journal where effective_at > $1 and currency = 'points') later,
     (select sum(l.remaining)::bigint as points from lots l join wallets w on w.member_id = l.member_id
      where l.remaining > 0 and l.expires_at <= $1 and l.available_at <= $1 and l.awarded_at <= $1 and not (${intricate})) gone`,
);
const intricateDue = statement(
  'points-outstanding-intricate',
  `select read_balances(array(
     select w.member_id from wallets w
     where ($2::uuid is null or w.member_id > $2) and ${intricate}
     order by w.member_id limit $3), $1, true) as due`,
);
const sums = `
  coalesce(sum(case 'issued' when from_account then amount when to_account then -amount else 0 end), 0)::bigint as issued,
  coalesce(sum(case 'redeemed' when to_account then amount when from_account then -amount else 0 end), 0)::bigint as redeemed,
  coalesce(sum(case 'expired' when to_account then amount when from_account then -amount else 0 end), 0)::bigint as expired,
  coalesce(sum(amount) filter (where from_account = 'adjusted'), 0)::bigint as given,
  coalesce(sum(amount) filter (where to_account = 'adjusted'), 0)::bigint as taken`;
const movements = statement(
  'points-movements',
  `select ${sums} from journal where currency = 'points' and effective_at >= $1 and effective_at < $2`,
);
const movementsByPeriod = statement(
  'points-movements-by-period',
  `select date_trunc($3, effective_at at time zone $4)::date as period, ${sums}
   from journal where currency = 'points' and effective_at >= $1 and effective_at < $2 group by 1 order by 1`,
);
const expiring = statement(
  'points-expiring',
  `select coalesce(sum(remaining), 0)::bigint as points, count(distinct member_id) as members
   from lots where remaining > 0 and expires_at > $1 and expires_at <= $2`,
);
/** SQL that tests the same for the member `m` of a list. */
export const expiringText = ({ after, by }: ExpiryTime): string =>
  `exists (select from lots l where l.member_id = m.id and l.remaining > 0 and l.expires_at > ${after} and l.expires_at <= ${by})`;
const expiringByMember = statement(
  'points-expiring-by-member',
  `with chosen as (
     select distinct member_id from lots
     where remaining > 0 and expires_at > $1 and expires_at <= $2 and ($3::uuid is null or member_id > $3)
     order by member_id limit $4
   )
   select l.member_id, ((l.expires_at - interval '1 millisecond') at time zone $5)::date as date, sum(l.remaining)::bigint as points
   from lots l join chosen using (member_id)
   where l.remaining > 0 and l.expires_at > $1 and l.expires_at <= $2
   group by 1, 2 order by 1, 2`,
);

/** Sums over all members. */
@Injectable()
export class FiguresRepository {
  constructor(private readonly transactions: Transactions) {}

  /** From here on, the current transaction reads as of one moment. */
  async lookFromOneMoment(): Promise<void> {
    await this.transactions.query(oneMoment);
  }

  /** Without the wallets of `intricateDue`, as they are booked. */
  async outstanding(at: Instant): Promise<OutstandingRow> {
    const [row] = await this.transactions.query(outstanding, [isoOf(at)]);
    return row ?? { points: 0, debt: 0 };
  }

  /** Wallets whose due bookings SQL cannot sum up, in the order of their members. */
  async intricateDue(at: Instant, after: string | null, most: number): Promise<StoredWallet[]> {
    const [row] = await this.transactions.query(intricateDue, [isoOf(at), after, most]);
    return (row?.due ?? []).toSorted((left, right) => (left.memberId < right.memberId ? -1 : 1));
  }

  async movements(from: Instant, until: Instant): Promise<MovementsRow> {
    const [row] = await this.transactions.query(movements, [isoOf(from), isoOf(until)]);
    return row ?? { issued: 0, redeemed: 0, expired: 0, given: 0, taken: 0 };
  }

  async movementsByPeriod(
    from: Instant,
    until: Instant,
    grain: 'day' | 'week' | 'month',
    zone: string,
  ): Promise<PeriodRow[]> {
    return this.transactions.query(movementsByPeriod, [isoOf(from), isoOf(until), grain, zone]);
  }

  async expiring(from: Instant, until: Instant): Promise<{ points: number; members: number }> {
    const values = [isoOf(from), isoOf(until)] as const;
    const [row] = await this.transactions.query(expiring, values);
    return row ?? { points: 0, members: 0 };
  }

  async expiringByMember(
    from: Instant,
    until: Instant,
    afterMember: string | null,
    members: number,
    zone: string,
  ): Promise<ExpiringDayRow[]> {
    const values = [isoOf(from), isoOf(until), afterMember, members, zone] as const;
    return this.transactions.query(expiringByMember, values);
  }
}
