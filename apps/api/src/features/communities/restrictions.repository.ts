import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'community-restriction-find',
  'select silenced_until as "silencedUntil", banned from community_restrictions where member_id = $1',
);
const findMany = statement(
  'community-restrictions-find',
  `select member_id as "memberId", silenced_until as "silencedUntil", banned from community_restrictions
   where member_id = any($1::uuid[])`,
);
const put = statement(
  'community-restriction-put',
  `insert into community_restrictions (member_id, silenced_until, banned, changed_at) values ($1, $2, $3, $4)
   on conflict (member_id) do update set silenced_until = excluded.silenced_until, banned = excluded.banned,
     changed_at = excluded.changed_at`,
);
const lock = statement(
  'community-restriction-lock',
  `select pg_advisory_xact_lock(hashtextextended('community-restriction ' || $1::text, 0))::text as locked`,
);

export interface Restriction {
  /** Until then the member reads and cannot write. */
  readonly silencedUntil: Date | null;
  /** Out of all communities. */
  readonly banned: boolean;
}

/** What members may not do in any community. */
@Injectable()
export class RestrictionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(memberId: string): Promise<Restriction> {
    const [row] = await this.transactions.query(find, [memberId]);
    return row ?? { silencedUntil: null, banned: false };
  }

  /** Those that have one, or had one. */
  async findMany(memberIds: readonly string[]): Promise<ReadonlyMap<string, Restriction>> {
    const rows = await this.transactions.query(findMany, [memberIds]);
    return new Map(rows.map(({ memberId, ...row }) => [memberId, row]));
  }

  /** Until the transaction ends nobody else changes it. */
  async lock(memberId: string): Promise<void> {
    await this.transactions.query(lock, [memberId]);
  }

  async put(memberId: string, { silencedUntil, banned }: Restriction, at: Date): Promise<void> {
    await this.transactions.query(put, [memberId, silencedUntil, banned, at]);
  }
}
