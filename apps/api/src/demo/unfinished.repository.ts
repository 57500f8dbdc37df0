import pg from 'pg';

/**
 * Empties a database whose demo club was killed while it was being loaded, so that it is loaded again. Nobody has lost
 * anything: its accounts are made last, so nobody has ever signed in.
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
