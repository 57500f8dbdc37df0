import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import type { PointsDocument } from './points-document.ts';
import type { StoredWallet } from './stored-wallet.ts';
import { statement } from './statements.ts';

const open = statement('wallets-open', 'select open_wallets($1, $2, $3, $4, $5) as wallets');
const balances = statement('wallets-balances', 'select read_balances($1, $2, $3) as wallets');
// By the time at which bookings count, so what fell due before is included, whenever it was booked.
const movements = statement(
  'wallets-movements',
  `select member_id as "memberId", effective_at as at,
     sum(case when to_account = 'available' then amount else -amount end)::bigint as points
   from journal
   where member_id = any($1::uuid[]) and currency = 'points' and (to_account = 'available' or from_account = 'available')
   group by 1, 2 order by 1, 2`,
);
const apply = statement('points-apply', 'select apply_points($1)');
const create = statement(
  'wallets-create',
  'insert into wallets (member_id) select unnest($1::uuid[]) on conflict (member_id) do nothing',
);
const remove = statement('wallets-remove', 'delete from wallets where member_id = any($1)');
const takeDue = statement(
  'wallets-take-due',
  `with due as (
     select member_id, next_due_at from wallets where member_id = any($3::uuid[]) and next_due_at <= $1
     order by next_due_at limit $2 for update skip locked
   )
   select d.member_id, (select count(*) from lots l where l.member_id = d.member_id and l.remaining > 0) as lots
   from due d order by d.next_due_at`,
);
const settleNext = statement(
  'wallets-settle-next',
  `select settled, intricate, last_at::text as last_at, last_member
   from settle_wallets($1, coalesce($2::timestamptz, '-infinity'), coalesce($3::uuid, '${lowestId}'), $4, $5)`,
);

/**
 * SQL that tests whether only loyalty can settle the wallet `w`: debt is repaid lot by lot, and points of a hold go back to lots that may
 * have expired.
 */
export const intricateText = (at: string): string => `(w.next_due_at <= ${at}
  and (w.debt > 0 or exists (select from holds h where h.member_id = w.member_id and h.state = 'active' and h.expires_at <= ${at})))`;
const intricateDue = statement(
  'wallets-intricate-due',
  `select w.member_id from wallets w where ${intricateText('$1')} order by w.next_due_at limit $2`,
);

const settlementsSince = statement(
  'wallets-settlements-since',
  `select p.id from points_transactions p join points_transactions since on since.id = $2
   where p.member_id = $1 and p.kind in ('repay', 'reclaim') and p.booked_at >= since.booked_at`,
);

const lockFree = statement(
  'wallets-lock-free',
  'select member_id from wallets where member_id = any($1) order by member_id for update skip locked',
);

/**
 * The available points of one member at `now`, as loyalty's `settle` books them, except for those of `intricateDue`:
 * due releases are added unless they have expired, and expired released points are subtracted.
 */
export const duePointsText = (memberId: string, now: string): string =>
  `select w.available + coalesce((
     select sum(case when l.released then -l.remaining else l.remaining end) from lots l
     where l.member_id = w.member_id and l.remaining > 0 and l.available_at <= ${now}
       and l.released = coalesce(l.expires_at <= ${now} and l.awarded_at <= ${now}, false)
   ), 0)::bigint as points
   from wallets w where w.member_id = ${memberId}`;

interface DueWallet {
  member_id: string;
  /** Number of members with points. */
  lots: number;
}

/** The last wallet of a page, in the order of due times. */
export interface LastDue {
  /** As PostgreSQL writes it: to the microsecond. */
  readonly at: string;
  readonly memberId: string;
}

/** What one call settled. */
export interface SettledPage {
  /** Number of wallets. */
  readonly settled: number;
  /** Members whose due points only loyalty can settle. */
  readonly intricate: readonly string[];
  readonly last: LastDue;
}

interface PageLimits {
  readonly wallets: number;
  readonly lots: number;
}

export interface Opening {
  readonly memberIds: readonly string[];
  readonly now: Instant;
  readonly withLots: boolean;
  readonly transactions: readonly string[];
  /** Only the lots for spending so many points; null for all. */
  readonly spending: number | null;
}

@Injectable()
export class WalletsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Also some of the same moment that came before. */
  async settlementsSince(memberId: string, transactionId: string): Promise<string[]> {
    const rows = await this.transactions.query(settlementsSince, [memberId, transactionId]);
    return rows.map(({ id }) => id);
  }

  /** Locks the wallets in member order until the transaction ends. */
  async open({ memberIds, now, withLots, transactions, spending }: Opening): Promise<StoredWallet[]> {
    const values = [memberIds, isoOf(now), withLots, transactions, spending] as const;
    const [row] = await this.transactions.query(open, values);
    return row?.wallets ?? [];
  }

  /** Read-only: lots with the same life are combined. Without lots they are read only if something is due. */
  async balances(memberIds: readonly string[], now: Instant, withLots: boolean): Promise<StoredWallet[]> {
    const values = [memberIds, isoOf(now), withLots] as const;
    const [row] = await this.transactions.query(balances, values);
    return row?.wallets ?? [];
  }

  /** How the available points of members changed, in the order of time. */
  async movements(memberIds: readonly string[]): Promise<RowOf<typeof movements>[]> {
    return this.transactions.query(movements, [[...memberIds]]);
  }

  async apply(document: PointsDocument): Promise<void> {
    await this.transactions.query(apply, [JSON.stringify(document)]);
  }

  async create(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(create, [memberIds]);
  }

  async remove(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(remove, [memberIds]);
  }

  /** Locks wallets that nobody else holds. */
  async lockFree(memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(lockFree, [memberIds]);
    return rows.map((row) => row.member_id);
  }

  /** Members whose due points SQL cannot settle, longest due first. */
  async intricateDue(now: Instant, most: number): Promise<string[]> {
    const rows = await this.transactions.query(intricateDue, [isoOf(now), most]);
    return rows.map(({ member_id: memberId }) => memberId);
  }

  /** Books what is due in the next wallets that nobody else holds; undefined at the end. */
  async settleNext(now: Instant, after: LastDue | null, most: PageLimits): Promise<SettledPage | undefined> {
    const values = [isoOf(now), after?.at ?? null, after?.memberId ?? null, most.wallets, most.lots] as const;
    const [row] = await this.transactions.query(settleNext, values);
    if (!row?.last_at || row.last_member === null) return undefined;
    const last = { at: row.last_at, memberId: row.last_member };
    return { settled: row.settled ?? 0, intricate: row.intricate ?? [], last };
  }

  /** Locks those of these wallets that time has changed by `now`, except those held by others, who settle them. */
  async takeDue(memberIds: readonly string[], now: Instant, limit: number): Promise<DueWallet[]> {
    return this.transactions.query(takeDue, [isoOf(now), limit, memberIds]);
  }
}
