import { Injectable } from '@nestjs/common';
import type { Credit } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const lock = statement('merged-wallets-lock', 'select lock_wallets($1)');
const lead = statement('merged-wallets-lead', 'update wallets set merged_into = $2 where member_id = $1');
const usedBy = statement(
  'merged-wallets-used-by',
  'select distinct transaction_id as id from lots where member_id = $1 and remaining = 0',
);
const credit = statement(
  'merged-wallets-credit',
  `select (extract(epoch from quarter) * 1000)::bigint as at, credit as status from status_credit
   where member_id = $1 and credit <> 0 order by quarter`,
);
const creditOf = statement(
  'merged-wallets-credit-of',
  `select (extract(epoch from date_bin('15 minutes', effective_at, 'epoch')) * 1000)::bigint as at,
     sum(case when to_account = 'status' then amount else -amount end)::bigint as status
   from journal where member_id = $1 and transaction_id = any($2::uuid[]) and currency = 'status' group by 1 order by 1`,
);
// Those that the receiver got as its own before, and those that were booked in the wallet itself.
const give = statement(
  'merged-wallets-give',
  `insert into moved_postings (transaction_id, member_id)
   select id, $2::uuid from points_transactions where member_id = $1 and kind not in ('transfer-out', 'transfer-in')
     and not exists (select from moved_postings m where m.transaction_id = points_transactions.id)
   union all
   select transaction_id, $2::uuid from moved_postings where member_id = $1
   on conflict (transaction_id) do update set member_id = excluded.member_id
   returning transaction_id`,
);
const giveBack = statement(
  'merged-wallets-give-back',
  `insert into moved_postings (transaction_id, member_id) select unnest($1::uuid[]), $2::uuid
   on conflict (transaction_id) do update set member_id = excluded.member_id`,
);
const settle = statement(
  'merged-wallets-settle',
  `delete from moved_postings m using points_transactions p
   where m.member_id = $1 and p.id = m.transaction_id and p.member_id = $1`,
);
// What was booked about things of the other member since then.
const since = statement(
  'merged-wallets-since',
  `select id from points_transactions
   where member_id = $1 and booked_at >= $2 and kind not in ('transfer-out', 'transfer-in', 'repay', 'reclaim')
     and (purchase_id = any($3::uuid[]) or redemption_id = any($4::uuid[]) or reverses = any($5::uuid[]))`,
);
const lotsToReturn = statement(
  'merged-wallets-lots-to-return',
  `select id from lots where member_id = $1 and (
     id = any($2::uuid[]) or transaction_id = any($3::uuid[])
     or origin = any(array(select origin from lots where member_id = $1 and id = any($2::uuid[]) and origin is not null)))`,
);

/** The rows of points that a merge of two wallets reads and writes besides the postings. */
@Injectable()
export class MergedWalletsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Until the end of the transaction. */
  async lock(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(lock, [memberIds]);
  }

  /** Nothing can be posted in a wallet that leads to another one. */
  async lead(memberId: string, survivorId: string | null): Promise<void> {
    await this.transactions.query(lead, [memberId, survivorId]);
  }

  /** The postings whose lots are empty: opening the wallet with them reads these lots too. */
  async used(memberId: string): Promise<string[]> {
    return (await this.transactions.query(usedBy, [memberId])).map(({ id }) => id);
  }

  async credit(memberId: string): Promise<Credit[]> {
    return this.transactions.query(credit, [memberId]);
  }

  /** Of these postings. */
  async creditOf(memberId: string, postings: readonly string[]): Promise<Credit[]> {
    const rows = await this.transactions.query(creditOf, [memberId, postings]);
    return rows.map(({ at, status }) => ({ at, status: status ?? 0 }));
  }

  /** All postings of the giver are the taker's now. Returns their ids. */
  async give(giverId: string, takerId: string): Promise<string[]> {
    const rows = await this.transactions.query(give, [giverId, takerId]);
    return rows.map(({ transaction_id }) => transaction_id);
  }

  async giveBack(postings: readonly string[], memberId: string): Promise<void> {
    await this.transactions.query(giveBack, [postings, memberId]);
    await this.transactions.query(settle, [memberId]);
  }

  async bookedSince(
    memberId: string,
    at: Date,
    about: {
      readonly purchases: readonly string[];
      readonly redemptions: readonly string[];
      readonly postings: readonly string[];
    },
  ): Promise<string[]> {
    const values = [memberId, at, about.purchases, about.redemptions, about.postings] as const;
    return (await this.transactions.query(since, values)).map(({ id }) => id);
  }

  async lotsToReturn(
    memberId: string,
    came: readonly string[],
    postings: readonly string[],
  ): Promise<string[]> {
    return (await this.transactions.query(lotsToReturn, [memberId, came, postings])).map(({ id }) => id);
  }
}
