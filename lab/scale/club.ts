import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { RegularsClient } from '@regulars/client';
import { createEarningRule, createLocation, createTier, publishEarningRule } from '@regulars/contracts';
import { startLocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import type { DaySums } from '../../apps/api/src/features/club/index.ts';
import { apiEnvironment, builtApi, insertKey } from '../bench/club.ts';
import { seedMembers } from '../bench/seed.ts';
import { places } from '../bench/paths.ts';
import type { Known, Person } from './call.ts';
import { sizesOf, type Sizes } from './sizes.ts';

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

/** Surnames as in life: few are common, most are rare. Two of three have a phone, one of a hundred a tag. */
const people = `
  update members m set first_name = named.first, last_name = named.last, phone = named.phone,
      email = lower(unaccent(named.first || '.' || named.last)) || n || '@' || (array['gmail.com','seznam.cz','gmx.at','example.org'])[1 + n % 4]
    from (select id, n,
        (array['Anna','Ben','Clára','David','Eva','Felix','Greta','Hugo','Žofie','Jörg'])[1 + hash % 10] as first,
        case when n % 10 < 3 then (array['Nováková','Gruber','Huber','Svoboda','Mayer','Wagner','Dvořák','Bauer','Pichler'])[1 + hash % 9]
          else (array['Ko','Mi','Se','Tra','Pla','Hor','Lin','Vo','Stro','Ber','Wei','Schö','Mül','Kra'])[1 + hash % 14]
            || (array['la','ni','ro','ke','man','ter','ber','ská','nek','dor','ger','lo'])[1 + hash / 14 % 12]
            || (array['r','k','vá','er','mann','l','ner','ek','ová','a','','ich'])[1 + hash / 168 % 12]
            || (array['','s','k','n','ler','berg','stein','wald','inger','íková'])[1 + hash / 2016 % 10] end as last,
        case n % 3 when 0 then '+42077' || lpad((n * 7919 % 10000000)::text, 7, '0')
          when 1 then '+43660' || lpad((n * 7919 % 10000000)::text, 7, '0') end as phone
      from (select id, substr(external_id, 3)::bigint as n, abs(hashtext(external_id)) as hash from members) numbered) named
    where named.id = m.id`;
const tags = `
  insert into member_tags (member_id, tag, added_at) select id, 'regular', now() from members where hashtext(external_id) % 100 = 0`;

/** Every purchase has so many lines more, of other categories. */
const moreLines = `
  insert into purchase_lines (purchase_id, line, name, category, kind, quantity, amount, net, tax_rate)
    select l.purchase_id, n, 'Goods ' || n, (array['tea','cake','books','cups','coffee'])[1 + (n + hashtext(l.purchase_id::text) % 5 + 5) % 5],
      'goods', 1, 0, 0, 10
    from purchase_lines l, generate_series(1, $1::int) n`;

/** The parts of the running club, for who looks behind its API. */
export interface Inside {
  readonly app: INestApplicationContext;
  /** As the owner. */
  readonly database: pg.Client;
  /** Id of the process of PostgreSQL. */
  readonly postgres: number;
  /** Before its members came. */
  readonly empty: Sizes;
}

/** Calls `work` with a club of so many members, each with two purchases of `lines` lines in a year, and removes it. */
export const withClub = async <Result>(
  members: number,
  work: (known: Known, inside: Inside) => Promise<Result>,
  settings: Record<string, string> = {},
  lines = 1,
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
      const baseUrl = `${origin}/api/v1`;
      const client = new RegularsClient({ baseUrl, apiKey });
      const empty = await sizesOf(database);
      await seed(database, members, lines, await setUp(client));
      await sumUpDays(app, database);
      const cookie = `regulars=${await signIn(database)}`;
      const asMember = new RegularsClient({ baseUrl, headers: { cookie } });
      const known = { client, asMember, people: await someOf(database) };
      return await work(known, { app, database, postgres: server.pid, empty });
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
  lines: number,
  setting: { locationId: string; ruleId: string },
): Promise<void> => {
  await seedMembers(database, { members, spread: 'year', ...setting });
  if (lines > 1) await database.query(moreLines, [lines - 1]);
  await database.query(people);
  await database.query(tags);
  await database.query(tiers);
  await database.query(facts);
  // An update of every row leaves as many dead ones, which a club does not have.
  await database.query('vacuum full members');
  await database.query('vacuum analyze');
};

/** As the job does every ten minutes: the overview of a club that runs adds up days that are summed up. */
const sumUpDays = async (app: INestApplicationContext, database: pg.Client): Promise<void> => {
  const built = (await import(join(places.api, 'features/club/index.js'))) as {
    readonly DaySums: typeof DaySums;
  };
  for (let turn = 0; turn < 60; turn += 1) {
    await app.get(built.DaySums).run();
    const { rows } = await database.query<{ open: boolean }>(
      'select bool_or(made_until is distinct from marked_until) as open from day_sums',
    );
    if (rows[0]?.open === false) return;
    await setTimeout(1000);
  }
  throw new Error('The days are not summed up after a minute');
};

/** The session of a member, as a browser has it. */
const signIn = async (database: pg.Client): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  const [account, session] = [randomUUID(), randomUUID()];
  await database.query(
    `insert into accounts (id, email, display_name, member_id, created_at, email_confirmed_at)
     select $1, email, first_name, id, now(), now() from members order by joined_at limit 1`,
    [account],
  );
  await database.query(
    `insert into sessions (id, token_hash, account_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, now(), now(), now() + interval '30 days')`,
    [session, createHash('sha256').update(token).digest(), account],
  );
  return token;
};

const someOf = async (database: pg.Client): Promise<Person[]> =>
  (
    await database.query<Person>(
      `select m.id, c.number, m.email, m.phone, m.external_id as "externalId" from members m join cards c on c.member_id = m.id
       order by hashtext(m.id::text) limit 500`,
    )
  ).rows;
