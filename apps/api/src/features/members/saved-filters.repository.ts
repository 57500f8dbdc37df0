import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const columns = 's.id, s.account_id, s.name, s.query, s.shared, s.created_at';
const list = statement(
  'saved-filters-list',
  `select ${columns} from saved_filters s where s.account_id = $1 or s.shared order by lower(s.name), s.id limit 500`,
);
const count = statement(
  'saved-filters-count',
  'select count(*) as total from saved_filters where account_id = $1',
);
const insert = statement(
  'saved-filters-insert',
  `insert into saved_filters as s (id, account_id, name, query, shared, created_at) values ($1, $2, $3, $4, $5, $6)
   on conflict (account_id, name) do nothing returning ${columns}`,
);
const find = statement(
  'saved-filters-find',
  `select ${columns} from saved_filters s where s.id = $1 and s.account_id = $2 for update`,
);
const nameTaken = statement(
  'saved-filters-name-taken',
  'select id from saved_filters where account_id = $1 and name = $2 and id <> $3',
);
const update = statement(
  'saved-filters-update',
  `update saved_filters s set name = $2, shared = $3 where s.id = $1 returning ${columns}`,
);
const remove = statement(
  'saved-filters-remove',
  'delete from saved_filters where id = $1 and account_id = $2 returning id',
);

export type SavedFilterRow = RowOf<typeof list>;

@Injectable()
export class SavedFiltersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The person's own and the shared ones, by name. */
  async list(accountId: string): Promise<SavedFilterRow[]> {
    return this.transactions.query(list, [accountId]);
  }

  async count(accountId: string): Promise<number> {
    return (await this.transactions.query(count, [accountId]))[0]?.total ?? 0;
  }

  /** Undefined if the person has one of this name. */
  async insert({
    id,
    account_id,
    name,
    query,
    shared,
    created_at,
  }: SavedFilterRow): Promise<SavedFilterRow | undefined> {
    const values = [id, account_id, name, JSON.stringify(query), shared, created_at] as const;
    return (await this.transactions.query(insert, values))[0];
  }

  /** Locked. */
  async findOwn(id: string, accountId: string): Promise<SavedFilterRow | undefined> {
    return (await this.transactions.query(find, [id, accountId]))[0];
  }

  async isNameTaken(accountId: string, name: string, exceptId: string): Promise<boolean> {
    return (await this.transactions.query(nameTaken, [accountId, name, exceptId])).length > 0;
  }

  async update(id: string, name: string, shared: boolean): Promise<SavedFilterRow | undefined> {
    return (await this.transactions.query(update, [id, name, shared]))[0];
  }

  async remove(id: string, accountId: string): Promise<boolean> {
    return (await this.transactions.query(remove, [id, accountId])).length > 0;
  }
}
