import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { startLocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import { createApp } from '../../apps/api/dist/app.js';
import { readConfig } from '../../apps/api/dist/config.js';
import { migrateDatabase } from '../../apps/api/dist/database.js';
import { EraseMembersJob } from '../../apps/api/dist/features/privacy/index.js';
import { PersonalData } from '../../apps/api/dist/platform/privacy/personal-data.js';
import type { Person } from '../../apps/api/src/platform/privacy/personal-data.ts';

/**
 * `[--replies 100000] [--members 200]`: how long an erasure takes among many stored replies, where they lie in 30 days
 * and where all are of the last ten minutes. Resolves to the exit code: 0 when every member was erased.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      replies: { type: 'string', default: '100000' },
      members: { type: 'string', default: '200' },
    },
  });
  const [replies, members] = [Number(values.replies), Number(values.members)];
  const home = mkdtempSync(join(tmpdir(), 'regulars-erasure-'));
  chmodSync(home, 0o755);
  const server = await startLocalPostgres({ dataDir: join(home, 'postgres') });
  const database = new pg.Client({ connectionString: server.url });
  // The server outlives the process that starts it and does not keep that process running.
  const awake = setInterval(() => undefined, 1000);
  try {
    await migrateDatabase(server.url);
    await database.connect();
    const environment = {
      DATABASE_URL: server.url,
      DATA_DIR: join(home, 'data'),
      DEMO: 'off',
      PORTAL: 'off',
    };
    const app = await createApp(readConfig({ ...environment, LOG_LEVEL: 'error', PORT: '0' }));
    await app.init();
    try {
      let missing = 0;
      for (const [what, spread] of spreads) {
        const ids = await makeLeavers(database, members);
        await makeReplies(database, replies, ids, spread);
        console.log(`${replies} replies ${what}, ${members} members:`);
        missing += await measure(app, ids);
        missing += await left(database, ids);
      }
      console.log(missing === 0 ? 'Every member and every reply is erased.' : `${missing} are left.`);
      return missing === 0 ? 0 : 1;
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

const spreads = [
  ['of 30 days', "interval '29 days'"],
  ['of the last ten minutes', "interval '10 minutes'"],
] as const;

/** Former members without purchases, closed long ago. */
const makeLeavers = async (database: pg.Client, count: number): Promise<string[]> => {
  const { rows } = await database.query<{ id: string }>(
    `with made as (
       insert into members (id, email, first_name, last_name, status, language, joined_at)
       select id, id || '@member.example', 'Anna', 'Leaver', 'closed', 'en', now() - interval '1 year'
       from (select uuidv7() as id from generate_series(1, $1::int)) new returning id),
     closed as (
       insert into member_closings (member_id, asked_at, due_at, by_staff, closed_at, status_before)
       select id, now() - interval '60 days', now() - interval '60 days', true, now() - interval '60 days', 'active' from made)
     select id from made`,
    [count],
  );
  return rows.map(({ id }) => id);
};

/** Three for each of these members, the rest for others, each with a body of the usual size. */
const makeReplies = async (
  database: pg.Client,
  count: number,
  ids: readonly string[],
  spread: string,
): Promise<void> => {
  await database.query('truncate idempotency_keys');
  await database.query(
    `insert into idempotency_keys (scope, key, fingerprint, status, body, created_at, member_id, noted)
     select 'staff', gen_random_uuid()::text, md5(n::text), 201,
       json_build_object('id', gen_random_uuid(), 'member', json_build_object('id', member, 'displayName', 'Anna L.'),
         'lines', (select json_agg(json_build_object('id', gen_random_uuid(), 'name', 'House blend 250 g', 'amount', 890))
                   from generate_series(1, 8))),
       now() - random() * ${spread}, member, true
     from (select n, coalesce(($2::uuid[])[n / 3 + 1], gen_random_uuid()) as member from generate_series(0, $1::int - 1) n) replies`,
    [count, ids],
  );
  await database.query('analyze idempotency_keys');
};

/** Returns how many members were not erased. */
const measure = async (app: INestApplicationContext, ids: readonly string[]): Promise<number> => {
  const personal = app.get(PersonalData);
  const people: Person[] = [];
  for (const id of ids) people.push(await personal.identify(id));
  const time = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await work();
    console.log(`  ${what}: ${Math.round(performance.now() - began)} ms`);
    return result;
  };
  await personal.search(people.slice(0, 1));
  await time('search for one', () => personal.search(people.slice(0, 1)));
  await time('search for all', () => personal.search(people));
  const erased = await time('erase all, with everything else that an erasure does', () =>
    app.get(EraseMembersJob).eraseDue(),
  );
  return ids.length - erased;
};

/** Replies that still name one of them. */
const left = async (database: pg.Client, ids: readonly string[]): Promise<number> => {
  const { rows } = await database.query<{ left: number }>(
    `select count(*)::int as left from idempotency_keys where member_id = any($1::uuid[]) and not erased`,
    [ids],
  );
  return rows[0]?.left ?? 0;
};
