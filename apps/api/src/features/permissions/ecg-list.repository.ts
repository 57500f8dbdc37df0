import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const state = statement('ecg-list', 'select entries, imported_at as "importedAt" from ecg_list where id = 1');
const lock = statement('ecg-list-lock', 'select entries from ecg_list where id = 1 for update');
const clear = statement('ecg-list-clear', 'delete from ecg_entries');
const add = statement(
  'ecg-list-add',
  'insert into ecg_entries (hash) select unnest($1::bytea[]) on conflict do nothing',
);
const finish = statement(
  'ecg-list-finish',
  `update ecg_list set entries = (select count(*) from ecg_entries), imported_at = $1 where id = 1
   returning entries, imported_at as "importedAt"`,
);
const anyOf = statement('ecg-list-any', 'select from ecg_entries where hash = any($1::bytea[]) limit 1');

const atOnce = 10_000;

/** The entries of the ECG list, as hashes. */
@Injectable()
export class EcgListRepository {
  constructor(private readonly transactions: Transactions) {}

  async state(): Promise<RowOf<typeof state> | undefined> {
    return (await this.transactions.query(state, []))[0];
  }

  /** In the current transaction. Returns the entries of the earlier list, and the state of the new one. */
  async replace(hashes: readonly Buffer[], at: Date) {
    const [before] = await this.transactions.query(lock, []);
    await this.transactions.query(clear, []);
    for (let from = 0; from < hashes.length; from += atOnce)
      await this.transactions.query(add, [hashes.slice(from, from + atOnce)]);
    const [after] = await this.transactions.query(finish, [at]);
    return { before: before?.entries ?? 0, after };
  }

  async hasAny(hashes: readonly Buffer[]): Promise<boolean> {
    return (await this.transactions.query(anyOf, [hashes])).length > 0;
  }
}
