import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Each as it was the last time.
const given = statement(
  'member-challenge-badges',
  `select f.reward->>'key' as key, min(f.filled_at) as given_at, count(*) as times,
     (array_agg(f.reward order by f.filled_at desc, f.id desc))[1] as badge
   from challenge_fills f
   where f.member_id = $1 and f.state <> 'withdrawn' and f.reward->>'kind' = 'badge'
   group by 1 order by 2 desc, 1`,
);
const all = statement(
  'challenge-badges',
  `select distinct on (key) c.reward->>'key' as key, c.reward->'name' as name from challenges c
   where c.reward->>'kind' = 'badge' order by key, c.id desc`,
);

export type GivenBadgeRow = RowOf<typeof given>;

@Injectable()
export class BadgesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. */
  async of(memberId: string): Promise<GivenBadgeRow[]> {
    return this.transactions.query(given, [memberId]);
  }

  async all(): Promise<RowOf<typeof all>[]> {
    return this.transactions.query(all);
  }
}
