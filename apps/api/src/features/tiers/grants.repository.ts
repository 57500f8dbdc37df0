import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const columns = `g.id, g.member_id, t.code, t.name, g.granted_at, g.valid_until, g.reason, g.granted_by, g.ended_at, g.ended_by`;
const insert = statement(
  'tier-grant-insert',
  `insert into tier_grants (id, member_id, tier_id, granted_at, valid_until, reason, granted_by)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const find = statement(
  'tier-grant-find',
  `select ${columns} from tier_grants g join tiers t on t.id = g.tier_id where g.member_id = $1 and g.id = $2`,
);
const list = statement(
  'tier-grant-list',
  `select ${columns} from tier_grants g join tiers t on t.id = g.tier_id
   where g.member_id = $1 and ($2::timestamptz is null or (g.granted_at, g.id) < ($2, $3::uuid))
   order by g.granted_at desc, g.id desc limit $4`,
);
const running = statement(
  'tier-grant-running',
  `select id from tier_grants where member_id = $1 and ended_at is null and valid_until > $2`,
);
const end = statement(
  'tier-grant-end',
  'update tier_grants set ended_at = $3, ended_by = $4 where member_id = $1 and id = $2 and ended_at is null',
);

export type GrantRow = RowOf<typeof find>;

export interface NewGrant {
  readonly id: string;
  readonly memberId: string;
  readonly tierId: string;
  readonly grantedAt: Date;
  readonly until: Date;
  readonly reason: string;
  readonly by: string;
}

/** Tiers that managers gave, with their words. */
@Injectable()
export class GrantsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert({ id, memberId, tierId, grantedAt, until, reason, by }: NewGrant): Promise<void> {
    await this.transactions.query(insert, [id, memberId, tierId, grantedAt, until, reason, by]);
  }

  async find(memberId: string, id: string): Promise<GrantRow | undefined> {
    return (await this.transactions.query(find, [memberId, id]))[0];
  }

  /** The newest first. */
  async list(
    memberId: string,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<GrantRow[]> {
    return this.transactions.query(list, [memberId, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  /** The grant that runs at that moment. */
  async running(memberId: string, at: Date): Promise<string | undefined> {
    return (await this.transactions.query(running, [memberId, at]))[0]?.id;
  }

  async end(memberId: string, id: string, at: Date, by: string): Promise<void> {
    await this.transactions.query(end, [memberId, id, at, by]);
  }
}
