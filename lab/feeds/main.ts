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
import { Feeds } from '../../apps/api/dist/features/posts/feeds.js';
import { cpuSecondsOf } from '../bench/process-tree.ts';

const rounds = 50;
/** The goal for each page, in milliseconds of PostgreSQL's processor time: other work on the machine does not count. */
const goal = 30;
const authors = 500;

/**
 * `[--posts 100000]`: how long a page of a community's feed takes, and its search. Every tenth post carries an interest,
 * every hundredth another one. Resolves to the exit code.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: { posts: { type: 'string', default: '100000' } },
  });
  const home = mkdtempSync(join(tmpdir(), 'regulars-feeds-'));
  chmodSync(home, 0o755);
  const server = await startLocalPostgres({ dataDir: join(home, 'postgres') });
  const database = new pg.Client({ connectionString: server.url });
  // The server outlives the process that starts it and does not keep that process running.
  const awake = setInterval(() => undefined, 1000);
  try {
    await migrateDatabase(server.url);
    await database.connect();
    const reader = await seed(database, Number(values.posts));
    const places = { DATABASE_URL: server.url, DATA_DIR: join(home, 'data') };
    const quiet = { DEMO: 'off', PORTAL: 'off', LOG_LEVEL: 'error', PORT: '0' };
    const app = await createApp(readConfig({ ...places, ...quiet }));
    await app.init();
    try {
      console.log(
        `${values.posts} posts, milliseconds: of PostgreSQL's processor time (by the clock, median of ${rounds}):`,
      );
      return (await measure(app, reader, () => cpuSecondsOf(server.pid))) ? 0 : 1;
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

interface Reader {
  readonly memberId: string;
  readonly communityId: string;
}

/** Two years of posts in one community. As many lie in another one. */
const seed = async (database: pg.Client, posts: number): Promise<Reader> => {
  const { rows } = await database.query<{ id: string }>(
    `insert into members (id, email, first_name, last_name, language, joined_at)
     select gen_random_uuid(), 'author' || n || '@example.org', 'Anna', 'Novak', 'en', now() - interval '3 years'
     from generate_series(1, ${authors}) n returning id`,
  );
  await database.query(
    `insert into nicknames (member_id, nickname, likeness, chosen, changed_at)
     select id, 'Author ' || email, email, true, now() from members`,
  );
  await database.query('select setseed(0.42)');
  const communities = [await community(database, posts), await community(database, posts)];
  const reader = { memberId: rows[0]?.id ?? '', communityId: communities[0] ?? '' };
  await database.query(
    `insert into community_reads (member_id, community_id, until) values ($1, $2, now() - interval '1 day')`,
    [reader.memberId, reader.communityId],
  );
  await database.query(
    'insert into member_blocks (id, member_id, blocked_id, since) select gen_random_uuid(), $1, id, now() from members where id <> $1 limit 5',
    [reader.memberId],
  );
  await database.query('vacuum analyze posts, comments, members, nicknames, community_memberships');
  return reader;
};

const community = async (database: pg.Client, posts: number): Promise<string> => {
  const { rows } = await database.query<{ id: string }>(
    `insert into communities (id, state, name, description, picture, colour, entry, updated_at)
     values (gen_random_uuid(), 'open', '{"en": "Filter at home"}', '{"en": "All about paper"}', 'cup', 'ember', 'open', now())
     returning id`,
  );
  const id = rows[0]?.id ?? '';
  await database.query(
    `insert into community_memberships (community_id, member_id, state, role, hears, since)
     select $1, id, 'member', 'member', 'following', now() - interval '2 years' from members`,
    [id],
  );
  await database.query(
    `with authors as (select id, row_number() over (order by id) as n from members), written as (
       select n, now() - random() * interval '2 years' as at from generate_series(1, $2::int) n)
     insert into posts (id, community_id, author_id, kind, title, source, html, state, created_at, active_at, comments, words, interests)
     select gen_random_uuid(), $1, a.id, 'post', 'Post ' || w.n, 'Rinse the paper twice ' || w.n, '<p>Rinse the paper twice</p>',
       case when w.n % 50 = 0 then 'hidden' else 'shown' end, w.at, w.at + random() * (now() - w.at), 0,
       to_tsvector('simple', 'rinse the paper twice ' || case when w.n % 1000 = 0 then 'rareword ' else '' end || w.n),
       case when w.n % 100 = 0 then '{tea}'::text[] when w.n % 10 = 0 then '{filter}' else '{}' end
     from written w join authors a on a.n = 1 + w.n % ${authors}`,
    [id, posts],
  );
  await database.query(
    `insert into comments (id, post_id, author_id, source, html, state, created_at, thread_id, thread_at, words)
     select made.id, made.post, made.author, 'So do I', '<p>So do I</p>', 'shown', made.at, made.id, made.at, to_tsvector('simple', 'so do i')
     from (select gen_random_uuid() as id, id as post, author_id as author, active_at as at from posts where community_id = $1) made`,
    [id],
  );
  return id;
};

/** Whether the goal holds. */
const measure = async (
  app: INestApplicationContext,
  { memberId, communityId }: Reader,
  postgres: () => number | null,
): Promise<boolean> => {
  const feeds = app.get(Feeds, { strict: false });
  const usual = { limit: 20, sort: 'newest' } as const;
  const read = (query: object) => feeds.list(memberId, communityId, { ...usual, ...query });
  const deep = await cursorAfter(read, 100);
  const parts: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['newest', () => read({})],
    ['newest, after 2,000', () => read({ cursor: deep })],
    ['by activity', () => read({ sort: 'active' })],
    ['of an interest that every tenth carries', () => read({ interest: 'filter' })],
    ['of a rare interest', () => read({ interest: 'tea' })],
    ['of an interest that nobody carries', () => read({ interest: 'none' })],
    ['search for a rare word', () => read({ query: 'rareword' })],
    ['what is new in all communities', () => feeds.news(memberId)],
  ];
  let holds = true;
  for (const [name, work] of parts) {
    const { cost, median } = await costOf(work, rounds, postgres);
    holds &&= (cost ?? median) <= goal;
    console.log(`${name}:`.padEnd(42), (cost ?? median).toFixed(1), `(${median.toFixed(1)})`);
  }
  // All posts are found, and the newest of them are shown: no goal, so that nobody is surprised.
  const { cost, median } = await costOf(() => read({ query: 'paper' }), 3, postgres);
  console.log(
    'search for a word of all posts:'.padEnd(42),
    (cost ?? median).toFixed(1),
    `(${median.toFixed(1)})`,
  );
  return holds;
};

/** Milliseconds for one call: of PostgreSQL's processor time where the system tells it, and by the clock. */
const costOf = async (
  work: () => Promise<unknown>,
  times: number,
  postgres: () => number | null,
): Promise<{ cost: number | null; median: number }> => {
  await work();
  const before = postgres();
  const clock: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const began = performance.now();
    await work();
    clock.push(performance.now() - began);
  }
  const after = postgres();
  clock.sort((one, other) => one - other);
  const cost = before === null || after === null ? null : ((after - before) * 1000) / times;
  return { cost, median: clock[Math.floor(times / 2)] ?? 0 };
};

/** Where the page after so many pages begins. */
const cursorAfter = async (
  read: (query: object) => Promise<{ readonly cursor: { readonly next: string | null } }>,
  pages: number,
): Promise<string> => {
  let cursor: string | null = null;
  for (let at = 0; at < pages; at += 1)
    cursor = (await read(cursor === null ? {} : { cursor })).cursor.next ?? cursor;
  return cursor ?? '';
};
