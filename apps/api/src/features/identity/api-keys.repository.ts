import { Injectable } from '@nestjs/common';
import type { Scope } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { statement } from './statements.ts';

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: (Scope | '*')[];
  location_ids: string[];
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
  /** The account that created it. */
  made_by: string | null;
}

const columns = 'id, name, prefix, scopes, location_ids, created_at, last_used_at, revoked_at, made_by';
const find = statement(
  'api-key-find',
  `select ${columns} from api_keys where secret_hash = $1 and revoked_at is null`,
);
const findRevoked = statement(
  'api-key-find-revoked',
  'select id from api_keys where secret_hash = $1 and revoked_at is not null',
);
const list = statement('api-key-list', `select ${columns} from api_keys order by created_at desc limit 500`);
const insert = statement(
  'api-key-insert',
  `insert into api_keys (id, name, prefix, secret_hash, scopes, location_ids, created_at, made_by) values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
);
const madeBy = statement('api-key-made-by', 'select id from api_keys where made_by = $1');
const touch = statement('api-key-touch', 'update api_keys set last_used_at = $2 where id = $1');
const revoke = statement(
  'api-key-revoke',
  `update api_keys set revoked_at = coalesce(revoked_at, $2) where id = $1 returning ${columns}`,
);

const namesStatement = statement(
  'api-key-names',
  `select id, to_jsonb(name) as name from api_keys where id = any($1::uuid[])`,
);

@Injectable()
export class ApiKeysRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('api-key', namesStatement);
  }

  async find(secretHash: Buffer): Promise<ApiKeyRow | undefined> {
    return (await this.transactions.query(find, [secretHash]))[0];
  }

  /** The id of a revoked key. */
  async findRevoked(secretHash: Buffer): Promise<string | undefined> {
    return (await this.transactions.query(findRevoked, [secretHash]))[0]?.id;
  }

  async list(): Promise<ApiKeyRow[]> {
    return this.transactions.query(list);
  }

  async insert(
    key: Pick<ApiKeyRow, 'id' | 'name' | 'prefix' | 'scopes' | 'location_ids' | 'created_at' | 'made_by'>,
    secretHash: Buffer,
  ): Promise<ApiKeyRow> {
    const { id, name, prefix, scopes, location_ids, created_at, made_by } = key;
    const values = [id, name, prefix, secretHash, scopes, location_ids, created_at, made_by] as const;
    const [row] = await this.transactions.query(insert, values);
    if (!row) throw new Error('insert returned no row');
    return row;
  }

  async idsMadeBy(accountId: string): Promise<string[]> {
    return (await this.transactions.query(madeBy, [accountId])).map(({ id }) => id);
  }

  async touch(id: string, now: Date): Promise<void> {
    await this.transactions.query(touch, [id, now]);
  }

  async revoke(id: string, now: Date): Promise<ApiKeyRow | undefined> {
    return (await this.transactions.query(revoke, [id, now]))[0];
  }
}
