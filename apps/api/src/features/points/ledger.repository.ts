import { Injectable } from '@nestjs/common';
import type { Account, PointsCurrency, TransactionKind } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { StoredCause } from './posting-cause.ts';
import { statement } from './statements.ts';

export interface EntryRow {
  id: number;
  transaction_id: string;
  kind: TransactionKind;
  currency: PointsCurrency;
  from_account: Account;
  to_account: Account;
  amount: number;
  effective_at: Date;
  booked_at: Date;
  reason: string | null;
  purchase_id: string | null;
  redemption_id: string | null;
}

export interface ActivityRow {
  id: string;
  kind: TransactionKind;
  effective_at: Date;
  /** When it happened: the order of the list. */
  happened_at: Date;
  /** The same moment as in the cursor, to the microsecond. */
  sort_at: string;
  cause: StoredCause;
  /** Change of available, pending and held points, less debt. */
  owned: number;
  pending: number;
  /** When the pending points become available. */
  available_at: Date | null;
}

interface Below {
  readonly at: string;
  readonly id: string;
}

export interface FoundHold {
  member_id: string;
  points: number;
  expires_at: Date;
}

const entries = statement(
  'points-entries',
  `select j.id, j.transaction_id, p.kind, j.currency, j.from_account, j.to_account, j.amount, j.effective_at,
     j.booked_at, p.reason, p.purchase_id, p.redemption_id
   from journal j join points_transactions p on p.member_id = j.member_id and p.id = j.transaction_id
   where j.member_id = $1 and ($2::bigint is null or j.id < $2) order by j.id desc limit $3`,
);
const adjustedBy = statement(
  'points-adjusted-by',
  `select coalesce(sum(j.amount), 0)::bigint as points
   from points_transactions p join journal j on j.member_id = p.member_id and j.transaction_id = p.id
   where p.member_id = $1 and p.kind = 'adjust' and p.actor_id = any($2::uuid[]) and p.booked_at > $3
     and p.cause->>'approvalId' is null and j.currency = 'points' and 'adjusted' in (j.from_account, j.to_account)`,
);
const withTransactions = statement(
  'points-with-transactions',
  'select distinct member_id from points_transactions where member_id = any($1)',
);
// Repaid debt changes nothing that the member owns, and status credit is not points.
const activityWhere = (happened: string, condition: string): string => `
   select p.id, p.kind, p.effective_at, ${happened} as happened_at, (${happened})::text as sort_at, p.cause, moved.owned, moved.pending,
     (select max(l.available_at) from lots l where l.member_id = p.member_id and l.transaction_id = p.id
        and moved.pending > 0 and l.available_at > p.booked_at) as available_at
   from points_transactions p
   cross join lateral (
     select
       coalesce(sum(case when j.to_account in ('available', 'pending', 'held', 'debt') then j.amount else 0 end
         - case when j.from_account in ('available', 'pending', 'held', 'debt') then j.amount else 0 end), 0)::bigint as owned,
       coalesce(sum(case when j.to_account = 'pending' then j.amount when j.from_account = 'pending' then -j.amount else 0 end), 0)::bigint as pending,
       count(*) as entries
     from journal j where j.member_id = p.member_id and j.transaction_id = p.id and j.currency = 'points'
   ) moved
   where p.member_id = $1 and p.kind <> 'repay' and moved.entries > 0
     and ($2::timestamptz is null or (${happened}, p.id) < ($2::timestamptz, $3::uuid)) and ${condition}
   order by ${happened} desc, p.id desc limit $4`;
// As in the index points_transactions_happened.
const happened = `coalesce(to_timestamp((p.cause->>'happenedAt')::double precision / 1000), p.effective_at)`;
const activity = statement('points-activity', activityWhere(happened, 'true'));
const ownActivity = statement(
  'points-own-activity',
  activityWhere('p.effective_at', 'p.purchase_id is null and p.redemption_id is null'),
);
const hold = statement('points-hold', 'select member_id, points, expires_at from holds where id = $1');
const transaction = statement(
  'points-transaction',
  `select coalesce(m.member_id, p.member_id) as member_id
   from points_transactions p left join moved_postings m on m.transaction_id = p.id where p.id = $1`,
);

/** Reads of the journal. */
@Injectable()
export class LedgerRepository {
  constructor(private readonly transactions: Transactions) {}

  /** What these actors adjusted since then, added or deducted, without a second person. */
  async adjustedBy(memberId: string, actorIds: readonly string[], since: Date): Promise<number> {
    const [row] = await this.transactions.query(adjustedBy, [memberId, actorIds, since]);
    return row?.points ?? 0;
  }

  /** Members with any posting. */
  async withTransactions(memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(withTransactions, [memberIds]);
    return rows.map(({ member_id }) => member_id);
  }

  /** Newest first, before the id of the last page's last entry. */
  async entries(memberId: string, below: number | null, limit: number): Promise<EntryRow[]> {
    return this.transactions.query(entries, [memberId, below, limit]);
  }

  /** By when it happened, newest first, before the last row of the previous page. */
  async activity(memberId: string, below: Below | null, limit: number): Promise<ActivityRow[]> {
    const values = [memberId, below?.at ?? null, below?.id ?? null, limit] as const;
    return this.transactions.query(activity, values);
  }

  /** Without postings of purchases and redemptions. */
  async ownActivity(memberId: string, below: Below, limit: number): Promise<ActivityRow[]> {
    return this.transactions.query(ownActivity, [memberId, below.at, below.id, limit]);
  }

  async hold(id: string): Promise<FoundHold | undefined> {
    return (await this.transactions.query(hold, [id]))[0];
  }

  /** The member of the transaction. */
  async ownerOf(transactionId: string): Promise<string | undefined> {
    return (await this.transactions.query(transaction, [transactionId]))[0]?.member_id;
  }
}
