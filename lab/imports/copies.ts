import type pg from 'pg';

/** What an import is compared with. */
export interface Copies {
  /** COPY of the rows into a table with the same columns and nothing else. */
  readonly plain: Cost;
  /** COPY of all rows that the import stored for good, into tables with the same indexes. */
  readonly indexed: Cost;
}

export interface Cost {
  readonly seconds: number;
  /** Of PostgreSQL. */
  readonly processor: number;
}

/** The first one has the rows of the file. */
const tables = {
  members: ['members', 'cards', 'wallets', 'member_facts', 'consents'],
  purchases: ['purchase_lines', 'purchases', 'points_transactions', 'journal', 'lots'],
} as const;

/** Copies the rows out to this file and in again. */
export const copiesOf = async (
  database: pg.Client,
  kind: keyof typeof tables,
  file: string,
  processor: () => number,
): Promise<Copies> => {
  const path = database.escapeLiteral(file);
  const costOf = async (text: string): Promise<Cost> => {
    await database.query('checkpoint');
    const [began, before] = [performance.now(), processor()];
    await database.query(text);
    return { seconds: (performance.now() - began) / 1000, processor: processor() - before };
  };
  const copyInto = async (table: string, like: string): Promise<Cost> => {
    const columns = await writtenColumns(database, table);
    await database.query(`copy (select ${columns} from ${table}) to ${path}; create table copied ${like}`);
    const cost = await costOf(`copy copied (${columns}) from ${path}`);
    await database.query('drop table copied');
    return cost;
  };
  const [first] = tables[kind];
  const plain = await copyInto(first, `as select * from ${first} with no data`);
  let indexed: Cost = { seconds: 0, processor: 0 };
  for (const table of tables[kind]) {
    const { seconds, processor: used } = await copyInto(table, `(like ${table} including all)`);
    indexed = { seconds: indexed.seconds + seconds, processor: indexed.processor + used };
  }
  return { plain, indexed };
};

/** Without those that PostgreSQL computes. */
const writtenColumns = async (database: pg.Client, table: string): Promise<string> => {
  const { rows } = await database.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]?.names ?? '';
};
