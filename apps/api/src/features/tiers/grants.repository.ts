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

const insertMany = statement(
  'tier-grant-insert-many',
  `insert into tier_grants (id, member_id, tier_id, granted_at, valid_until, reason, granted_by)
   select id, member_id, tier_id, granted_at, valid_until, reason, granted_by
   from jsonb_to_recordset($1::jsonb) as g(id uuid, member_id uuid, tier_id uuid, granted_at timestamptz, valid_until timestamptz,
     reason text, granted_by text)`,
);
const endRunning = statement(
  'tier-grant-end-running',
  `update tier_grants set ended_at = $2, ended_by = $3
   where member_id = any($1) and ended_at is null and valid_until > $2`,
);
const endMany = statement(
  'tier-grant-end-many',
  `update tier_grants g set ended_at = $3, ended_by = $4
   from unnest($1::uuid[], $2::uuid[]) as n(member_id, id)
   where g.member_id = n.member_id and g.id = n.id and g.ended_at is null and g.valid_until > $3
   returning g.member_id, g.id`,
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

  async insertMany(grants: readonly NewGrant[]): Promise<void> {
    const rows = grants.map(({ memberId, tierId, grantedAt, until, by, ...grant }) => ({
      ...grant,
      member_id: memberId,
      tier_id: tierId,
      granted_at: grantedAt,
      valid_until: until,
      granted_by: by,
    }));
    await this.transactions.query(insertMany, [JSON.stringify(rows)]);
  }

  /** Those that run at that moment. */
  async endRunning(memberIds: readonly string[], at: Date, by: string): Promise<void> {
    await this.transactions.query(endRunning, [memberIds, at, by]);
  }

  /** Ends these. Returns the members and ids of those that were running. */
  async endMany(
    grants: readonly { readonly memberId: string; readonly id: string }[],
    at: Date,
    by: string,
  ): Promise<{ memberId: string; id: string }[]> {
    const ids = [grants.map(({ memberId }) => memberId), grants.map(({ id }) => id)] as const;
    const rows = await this.transactions.query(endMany, [...ids, at, by]);
    return rows.map(({ member_id: memberId, id }) => ({ memberId, id }));
  }

  async end(memberId: string, id: string, at: Date, by: string): Promise<void> {
    await this.transactions.query(end, [memberId, id, at, by]);
  }
}
