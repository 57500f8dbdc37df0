import { Injectable } from '@nestjs/common';
import type { RateRow } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { RateVersionRecord } from './records.ts';
import { statement } from './statements.ts';

const exists = statement('rate-table-exists', 'select id from rate_tables where id = $1');
const lock = statement('rate-table-of-version-lock', 'select id from rate_tables where id = $1 for update');
const columns = `id, table_id as "tableId", number, valid_from as "validFrom", created_at as "createdAt", rates, added, removed, changed`;
const all = statement('rate-versions', `select ${columns} from rate_versions order by table_id, number`);
const ofTable = statement(
  'rate-versions-of-table',
  `select ${columns} from rate_versions where table_id = $1 order by number`,
);
const insert = statement(
  'rate-version-insert',
  `insert into rate_versions (id, table_id, number, valid_from, created_at, rates, added, removed, changed)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const insertRows = statement(
  'rate-rows-insert',
  'insert into rate_rows (version_id, skus, locations, rates) values ($1, $2, $3, $4)',
);
const drop = statement('rate-version-drop', 'delete from rate_versions where id = $1');
const rows = statement(
  'rate-rows-of-version',
  'select skus, locations, rates from rate_rows where version_id = $1',
);
const page = statement(
  'rate-rows',
  `select r.sku, r.location, r.rate, r.position from rate_rows s
   cross join lateral unnest(s.skus, s.locations, s.rates) with ordinality as r(sku, location, rate, position)
   where s.version_id = $1 and ($2::text is null or starts_with(r.sku, $2)) and r.position > $3
   order by r.position limit $4`,
);

/** Versions never change. Their rows are arrays, in the order of the article numbers; an empty text means all. */
@Injectable()
export class RateVersionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async hasTable(tableId: string): Promise<boolean> {
    return (await this.transactions.query(exists, [tableId])).length > 0;
  }

  /** Nobody else can change the table or begin to use it before the end of the transaction. */
  async lockTable(tableId: string): Promise<void> {
    await this.transactions.query(lock, [tableId]);
  }

  /** The oldest number of each table first. */
  async all(): Promise<RateVersionRecord[]> {
    return this.transactions.query(all, []);
  }

  async ofTable(tableId: string): Promise<RateVersionRecord[]> {
    return this.transactions.query(ofTable, [tableId]);
  }

  async insert(version: RateVersionRecord, sheet: readonly RateRow[]): Promise<void> {
    const { id, tableId, number, validFrom, createdAt, rates, added, removed, changed } = version;
    await this.transactions.query(insert, [
      id,
      tableId,
      number,
      validFrom,
      createdAt,
      rates,
      added,
      removed,
      changed,
    ]);
    const sorted = [...sheet].sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
    await this.transactions.query(insertRows, [
      id,
      sorted.map(({ sku }) => sku ?? ''),
      sorted.map(({ locationId }) => locationId ?? ''),
      sorted.map(({ rate }) => rate),
    ]);
  }

  async remove(id: string): Promise<void> {
    await this.transactions.query(drop, [id]);
  }

  async rowsOf(id: string): Promise<RateRow[]> {
    const [found] = await this.transactions.query(rows, [id]);
    return (found?.skus ?? []).map((sku, at) => ({
      sku: sku || null,
      locationId: found?.locations[at] || null,
      rate: found?.rates[at] ?? 0,
    }));
  }

  /** @param after the position of the last row before; 0 for the first page */
  async page(id: string, start: string | null, after: number, limit: number): Promise<RowOf<typeof page>[]> {
    return this.transactions.query(page, [id, start, after, limit]);
  }
}

const orderOf = ({ sku, locationId }: RateRow): string => `${sku ?? ''}\n${locationId ?? ''}`;
