import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configToken, type Config } from '../../apps/api/src/config.ts';
import type { TestApp } from './app.ts';
import { rowsOf } from './rows.ts';

type Base = Pick<TestApp, 'databaseUrl'>;

interface Column extends Record<string, unknown> {
  readonly table: string;
  readonly column: string;
}

/** Every column that can hold text, of all tables except those of PostgreSQL. */
export const wordColumns = (api: Base): Promise<Column[]> =>
  rowsOf<Column>(
    api,
    `select table_schema || '.' || table_name as "table", column_name as "column"
     from information_schema.columns join pg_class c on c.oid = format('%I.%I', table_schema, table_name)::regclass
     where table_schema not in ('pg_catalog', 'information_schema') and relkind in ('r', 'p') and not relispartition
       and (data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY') or data_type = 'date')
     order by 1, 2`,
  );

/** The columns that contain one of the needles. Every column is searched as text. */
export const columnsWith = async (api: Base, needles: readonly string[]): Promise<string[]> => {
  const tables = await rowsOf<Column & { columns: string[] }>(
    api,
    `select format('%I.%I', table_schema, table_name) as "table", array_agg(column_name::text) as columns
     from information_schema.columns join pg_class c on c.oid = format('%I.%I', table_schema, table_name)::regclass
     where table_schema not in ('pg_catalog', 'information_schema') and relkind in ('r', 'p') and not relispartition group by 1`,
  );
  const found: string[] = [];
  for (const { table, columns } of tables) {
    const [row] = await rowsOf<Record<string, boolean>>(
      api,
      `select ${columns
        .map((column) => `coalesce(bool_or(lower(t."${column}"::text) like any($1)), false) as "${column}"`)
        .join(', ')} from ${table} t`,
      [needles.map((needle) => `%${needle}%`)],
    );
    for (const column of columns) if (row?.[column]) found.push(`${table}.${column}`);
  }
  return found.sort();
};

/** Where the API keeps files. */
export const dataDirOf = ({ app }: TestApp): string => app.get<Config>(configToken).DATA_DIR;

/** Files below the folder with one of the needles in their name or content. */
export const filesWith = async (folder: string, needles: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    const content = `${path} ${await readFile(path, 'latin1')}`.toLowerCase();
    if (needles.some((needle) => content.includes(needle))) found.push(path);
  }
  return found;
};
