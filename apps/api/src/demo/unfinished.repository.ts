import pg from 'pg';

/**
 * Empties a database if loading the demo club was interrupted, so that it is loaded again. Nothing is lost: its
 * accounts are created last, so nobody has signed in.
 */
export const discardUnfinishedDemo = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ unfinished: boolean }>(
      'select exists (select from clubs where demo) and not exists (select from accounts) and not exists (select from api_keys) as unfinished',
    );
    if (!rows[0]?.unfinished) return false;
    await client.query(
      'drop schema if exists pgboss cascade; drop schema public cascade; create schema public',
    );
    return true;
  } finally {
    await client.end();
  }
};
