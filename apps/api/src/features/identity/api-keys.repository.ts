import { Injectable } from '@nestjs/common';
import { IsNull, type Repository } from 'typeorm';
import type { RowOf } from '../../platform/database/statement.ts';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { ApiKeyEntity } from './entities/api-key.entity.ts';
import { statement } from './statements.ts';

export type ApiKey = Omit<ApiKeyEntity, 'secretHash'>;
export type NewApiKeyRow = Omit<ApiKeyEntity, 'lastUsedAt' | 'revokedAt'>;

// Every call with a key needs it.
const find = statement(
  'api-key-find',
  `select id, name, scopes, location_ids, last_used_at, made_by from api_keys where secret_hash = $1 and revoked_at is null`,
);
const findRevoked = statement(
  'api-key-find-revoked',
  'select id from api_keys where secret_hash = $1 and revoked_at is not null',
);
const touch = statement('api-key-touch', 'update api_keys set last_used_at = $2 where id = $1');

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

  async find(secretHash: Buffer): Promise<RowOf<typeof find> | undefined> {
    return (await this.transactions.query(find, [secretHash]))[0];
  }

  /** The id of a revoked key. */
  async findRevoked(secretHash: Buffer): Promise<string | undefined> {
    return (await this.transactions.query(findRevoked, [secretHash]))[0]?.id;
  }

  async list(): Promise<ApiKey[]> {
    return this.#rows.find({ order: { createdAt: 'desc' }, take: 500 });
  }

  async insert(key: NewApiKeyRow): Promise<ApiKey> {
    return insert(this.#rows, key);
  }

  async idsMadeBy(accountId: string): Promise<string[]> {
    const keys = await this.#rows.find({ select: { id: true }, where: { madeBy: accountId } });
    return keys.map(({ id }) => id);
  }

  async touch(id: string, now: Date): Promise<void> {
    await this.transactions.query(touch, [id, now]);
  }

  /** A revoked key does not change again. */
  async revoke(id: string, now: Date): Promise<ApiKey | undefined> {
    const revoked = await change(this.#rows, { id, revokedAt: IsNull() }, { revokedAt: now });
    return revoked ?? (await this.#rows.findOneBy({ id })) ?? undefined;
  }

  get #rows(): Repository<ApiKeyEntity> {
    return this.transactions.entities(ApiKeyEntity);
  }
}
