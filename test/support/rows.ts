import pg from 'pg';
import { types } from '../../apps/api/src/platform/database/data-source.ts';
import type { TestApp } from './app.ts';

/** Looks into the API's database, and may change there what the API itself may not. */
export const rowsOf = async <Row extends Record<string, unknown>>(
  { databaseUrl }: TestApp,
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
