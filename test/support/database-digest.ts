import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import { rowsOf } from './rows.ts';

/** The content of every table but these, and but for what calls of keys note about themselves. */
export const digest = async (api: TestApp, without: readonly string[] = []): Promise<unknown> => {
  const tables = await rowsOf<{ name: string }>(
    api,
    `select tablename::text as name from pg_tables where schemaname = 'public' and tablename <> 'api_keys'
     and tablename <> all($1) order by 1`,
    [without],
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "${name}" t`,
  );
  return rowsOf(api, `${parts.join(' union all ')} order by name`);
};

/** The content once what follows a purchase in the background has ended. */
export const settledDigest = async (api: TestApp, without: readonly string[] = []): Promise<unknown> => {
  const waiting =
    'select 1 from outbox union all select 1 from event_consumers, event_relay where cursor < last_number';
  await expect.poll(async () => rowsOf(api, waiting), { timeout: 10_000 }).toEqual([]);
  return digest(api, without);
};
