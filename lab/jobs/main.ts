import { Session } from 'node:inspector/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RegularsClient } from '@regulars/client';
import type pg from 'pg';
import { bookChecks } from '../../apps/api/dist/features/points/books.js';
import { Transactions } from '../../apps/api/dist/platform/database/transactions.js';
import { statistics } from '../bench/databases.ts';
import { cpuSecondsOf } from '../bench/process-tree.ts';
import { costsOfProfile, postgresCosts } from '../imports/costs.ts';
import { openTill, type TillTimes } from '../imports/till.ts';
import { watchMemory } from '../imports/watch.ts';
import { withClub, type Inside } from '../scale/club.ts';
import { casesOf, type Case } from './cases.ts';

const calmMs = 8000;
const mostFollowedMs = 120_000;
const mib = 8192 / 2 ** 20;

/**
 * `[100000] [--only settle] [--quiet] [--profile]`: every job over all members, in a club of so many, while a till books purchases at
 * the same program of the API. `--quiet`: without the till. `--profile`: where the time goes. Resolves to the exit code: 1 if a job misses its goal.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', default: '' },
      quiet: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const members = Number(positionals[0] ?? 100_000);
  if (!Number.isSafeInteger(members) || members < 1)
    throw new Error('Say how many members: npm run jobs -- 100000');
  const work = async (client: RegularsClient, inside: Inside): Promise<number> => {
    const { app, database } = inside;
    // Nothing but these jobs runs.
    await database.query('delete from pgboss.schedule');
    const till = values.quiet ? null : await tillOf(client);
    if (till) console.log(`A till alone: ${shownTill(till.alone)}`);
    let misses = 0;
    for (const one of casesOf(app, database)) {
      if (!one.name.includes(values.only)) continue;
      await atRest(database);
      await one.prepare();
      await database.query('vacuum analyze');
      const profile = values.profile ? await profileOf(database) : null;
      misses += await measure(one, inside, members, till);
      for (const line of (await profile?.stop()) ?? []) console.log(line);
    }
    const faults = await faultsOfBooks(database);
    for (const fault of faults) console.log(`FAULT: ${fault}`);
    return misses + faults.length > 0 ? 1 : 0;
  };
  return withClub(members, ({ client }, inside) => work(client, inside), values.profile ? statistics : {});
};

/** What `npm run club -- verify` would say about the points. */
const faultsOfBooks = async (database: pg.Client): Promise<string[]> => {
  const found: string[] = [];
  for (const { what, faults } of bookChecks) {
    const { rowCount } = await database.query(faults);
    if (rowCount) found.push(`${what}: not for ${String(rowCount)} members`);
  }
  return found;
};

/** Where the time of Node and PostgreSQL goes from here on. */
const profileOf = async (database: pg.Client): Promise<{ stop(): Promise<string[]> }> => {
  await database.query(forgetCosts);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  return {
    stop: async () => {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return [...costsOfProfile(profile), '', ...(await postgresCosts(database))];
    },
  };
};

const forgetCosts = 'create extension if not exists pg_stat_statements; select pg_stat_statements_reset()';

interface Till {
  readonly open: () => ReturnType<typeof openTill>;
  /** While no job runs. */
  readonly alone: TillTimes;
}

const tillOf = async (client: RegularsClient): Promise<Till> => {
  const open = (): ReturnType<typeof openTill> => openTill(client, 'scale', 20);
  const till = await open();
  await pause(calmMs);
  return { open, alone: await till.stop() };
};

/** Number of missed goals. */
const measure = async (
  { name, goal, run }: Case,
  { app, database, postgres }: Inside,
  members: number,
  till: Till | null,
): Promise<number> => {
  const before = await costs(database, postgres);
  const memory = watchMemory(process.pid, postgres);
  const beside = till && (await till.open());
  const began = performance.now();
  const done = await app.get(Transactions).asJob(run);
  const seconds = (performance.now() - began) / 1000;
  const times = beside && (await beside.stop());
  const after = await costs(database, postgres);
  const peaks = memory();
  const isFollowed = await followed(database);
  const whole = (performance.now() - began) / 1000;
  const inAll = await costs(database, postgres);
  const perMillion = (seconds / members) * 1_000_000;
  const spent = (of: keyof Costs, until = after): string => (until[of] - before[of]).toFixed(1);
  const each = ((inAll.api + inAll.postgres - before.api - before.postgres) / members) * 1_000_000;
  const lines = [
    `${seconds.toFixed(1)} s, per million ${perMillion.toFixed(0)} s${goal === undefined ? '' : ` (goal ${String(goal)} s)`}`,
    `${typeof done === 'number' ? `${String(done)} done; ` : ''}consumers of events ${isFollowed ? 'followed' : 'were behind'} after ${whole.toFixed(1)} s`,
    `processor seconds of all: API ${spent('api')}, PostgreSQL ${spent('postgres')}; until consumers had followed: ${spent('api', inAll)}, ${spent('postgres', inAll)}, so ${each.toFixed(0)} µs per member`,
    `PostgreSQL read ${spent('buffers')} MiB of pages, wrote ${spent('log')} MiB of log; ${spent('rows')} thousand rows changed`,
    `memory: API ${peaks.api.toFixed(0)} MiB, PostgreSQL ${peaks.postgres.toFixed(0)} MiB`,
    ...(times && till
      ? [`a till at the same time: ${shownTill(times)}; ${besideAlone(times, till.alone)}`]
      : []),
  ];
  console.log([`\n${name}:`, ...lines].join('\n  '));
  return goal !== undefined && perMillion > goal ? 1 : 0;
};

const besideAlone = (times: TillTimes, alone: TillTimes): string => {
  const ratio = (of: 'median' | 'most99'): string => (times[of] / alone[of]).toFixed(2);
  return `${ratio('median')} and ${ratio('most99')} times as long as alone`;
};

const shownTill = ({ median, most99, slowest, purchases }: TillTimes): string =>
  `${String(purchases)} purchases, median ${median.toFixed(1)} ms, 99 % within ${most99.toFixed(1)} ms, slowest ${slowest.toFixed(0)} ms`;

interface Costs {
  readonly api: number;
  readonly postgres: number;
  readonly buffers: number;
  readonly log: number;
  readonly rows: number;
}

const costs = async (database: pg.Client, postgres: number): Promise<Costs> => {
  // Sessions tell what they did after a second.
  await pause(1100);
  const { rows } = await database.query<Omit<Costs, 'api' | 'postgres'>>(
    `select (blks_hit + blks_read)::float8 * ${String(mib)} as buffers, (select wal_bytes::float8 / 1048576 from pg_stat_wal) as log,
       (tup_inserted + tup_updated + tup_deleted)::float8 / 1000 as rows
     from pg_stat_database where datname = current_database()`,
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL tells nothing about its database');
  const { user, system } = process.cpuUsage();
  return { ...row, api: (user + system) / 1e6, postgres: cpuSecondsOf(postgres) ?? Number.NaN };
};

/** Until nothing of the case before is left to do, such as mails, or for two minutes. */
const atRest = async (database: pg.Client, until = performance.now() + mostFollowedMs): Promise<void> => {
  const { rowCount } = await database.query(
    `select from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now() limit 1`,
  );
  if (rowCount === 0 || performance.now() > until) return;
  await pause(250);
  await atRest(database, until);
};

/** Until consumers have read all events, or for two minutes. Resolves to whether they have. */
const followed = async (
  database: pg.Client,
  until = performance.now() + mostFollowedMs,
): Promise<boolean> => {
  const { rowCount } = await database.query(
    `select where exists (select from outbox) or exists (
       select from event_consumers c, event_relay r where c.cursor < r.last_number and c.worked_at is not null)`,
  );
  if (rowCount === 0) return true;
  if (performance.now() > until) return false;
  await pause(250);
  return followed(database, until);
};
