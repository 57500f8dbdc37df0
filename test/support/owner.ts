import pg from 'pg';
import type { TestApp } from './app.ts';

/** Changes the database as its owner, which the application may not do. Returns the rows of the last statement. */
export const asOwner = async (
  { databaseUrl }: Pick<TestApp, 'databaseUrl'>,
  ...statements: string[]
): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
};
