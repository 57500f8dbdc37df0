import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { RegularsClient } from '@regulars/client';
import { createEarningRule, createLocation, createTier, publishEarningRule } from '@regulars/contracts';
import { startLocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import { apiEnvironment, builtApi, insertKey } from '../bench/club.ts';
import { seedMembers } from '../bench/seed.ts';
import type { Known } from './calls.ts';

/** What a purchase of the past leaves in the rows that lists read. */
const facts = `
  insert into member_facts (member_id, purchases, visits, spend, first_purchase_at, last_purchase_at, home_location_id, points, due_at,
      tier_id)
    select w.member_id, count(p.id), count(distinct p.purchased_at::date), sum(p.gross), min(p.purchased_at), max(p.purchased_at),
      min(p.location_id::text)::uuid, w.available, w.next_due_at,
      (select t.tier_id from member_tiers t where t.member_id = w.member_id)
    from wallets w join purchases p on p.member_id = w.member_id group by w.member_id
  on conflict (member_id) do nothing`;
/** Every tenth member is gold. */
const tiers = `
  insert into member_tiers (member_id, tier_id, since, reviewed_at)
    select m.id, (select t.id from tiers t where t.code = case when hashtext(m.id::text) % 10 = 0 then 'gold' else 'basic' end),
      now() - interval '80 days', now()
    from members m on conflict do nothing`;

/** The parts of the running club, for who looks behind its API. */
export interface Inside {
  readonly app: INestApplicationContext;
  /** As the owner. */
  readonly database: pg.Client;
  /** Id of the process of PostgreSQL. */
  readonly postgres: number;
}

/** Calls `work` with a club of so many members, each with two purchases in a year, and removes it. */
export const withClub = async <Result>(
  members: number,
  work: (known: Known, inside: Inside) => Promise<Result>,
  settings: Record<string, string> = {},
): Promise<Result> => {
  const home = mkdtempSync(join(tmpdir(), 'regulars-scale-'));
  chmodSync(home, 0o755);
  const server = await startLocalPostgres({ dataDir: join(home, 'postgres'), settings });
  const database = new pg.Client({ connectionString: server.url });
  // The server outlives the process that starts it and does not keep that process running.
  const awake = setInterval(() => undefined, 1000);
  try {
    const { createApp, readConfig, migrateDatabase } = await builtApi();
    await migrateDatabase(server.url);
    await database.connect();
    const config = readConfig({ ...apiEnvironment(server.url, join(home, 'data')), PORT: '0' });
    const app = await createApp(config);
    await app.listen(0, '127.0.0.1');
    try {
      const { apiKey } = await insertKey(database);
      const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
      const client = new RegularsClient({ baseUrl: `${origin}/api/v1`, apiKey });
      await seed(database, members, await setUp(client));
      const known = { client, people: await someOf(database) };
      return await work(known, { app, database, postgres: server.pid });
    } finally {
      await app.close();
    }
  } finally {
    clearInterval(awake);
    await database.end();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
};

const setUp = async (client: RegularsClient): Promise<{ locationId: string; ruleId: string }> => {
  const { id: locationId } = await client.call(createLocation, {
    body: { code: 'scale', name: 'Scale', currency: 'EUR' },
  });
  for (const [code, threshold] of [
    ['basic', 0],
    ['gold', 10_000],
  ] as const)
    await client.call(createTier, { body: { code, name: { en: code }, threshold } });
  const { id: ruleId } = await client.call(createEarningRule, {
    body: {
      name: '1 point per euro',
      effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
    },
  });
  await client.call(publishEarningRule, { params: { id: ruleId } });
  return { locationId, ruleId };
};

const seed = async (
  database: pg.Client,
  members: number,
  setting: { locationId: string; ruleId: string },
): Promise<void> => {
  await seedMembers(database, { members, spread: 'year', ...setting });
  await database.query(tiers);
  await database.query(facts);
  await database.query('vacuum analyze');
};

const someOf = async (database: pg.Client): Promise<Known['people']> =>
  (
    await database.query<Known['people'][number]>(
      `select m.id, c.number, m.email from members m join cards c on c.member_id = m.id
       order by hashtext(m.id::text) limit 500`,
    )
  ).rows;
