import pg from 'pg';
import { types } from '../../apps/api/src/platform/database/data-source.ts';
import type { TestApp } from './app.ts';

/** Accesses the API's database as the owner, who may change more than the API. */
export const rowsOf = async <Row extends Record<string, unknown>>(
  { databaseUrl }: Pick<TestApp, 'databaseUrl'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: databaseUrl, types });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
};
