import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { auditBooks } from './auditor.ts';
import type { Ledger } from './ledger.ts';
import { between, randomFrom } from './random.ts';
import { openShop } from './shop.ts';
import { System } from './system.ts';
import { Tills } from './tills.ts';

export const kills = ['node', 'postgres', 'both', 'start', 'backend', 'connections'] as const;
/**
 * `both` is node and postgres at once, `start` node and then once more while it starts, `backend` one process of
 * postgres, `connections` all those of the API.
 */
export type Kill = (typeof kills)[number];

export interface Plan {
  readonly dataDir: string;
  readonly kills: readonly Kill[];
  /** The number of first starts, on the empty folder, that are killed before they are ready. */
  readonly falseStarts: number;
  readonly seed: number;
  readonly tills: number;
  readonly members: number;
  /** Of the location, in points; none if absent. */
  readonly budget?: number;
  /** The minimum and maximum of acknowledged postings before each kill. */
  readonly calm: readonly [number, number];
  readonly tell?: (line: string) => void;
}

export interface FaultReport {
  readonly ledger: Ledger;
  /** Milliseconds until the system was ready again after each kill. */
  readonly recoveries: readonly { readonly kill: Kill; readonly ms: number }[];
  /** All faults. */
  readonly faults: readonly string[];
  /** What the system logged about unexpected errors. */
  readonly unexpected: readonly string[];
}

/** The time limit for automatic recovery. A restart depends on how fast the machine starts a program. */
const healthyWithinMs = 10_000;
const restarts: ReadonlySet<Kill> = new Set(['node', 'both', 'start']);
const repeats = 60;
const falseStartMs = [300, 3500] as const;

/** Posts without a break while the system is killed, then counts. */
export const runRounds = async (plan: Plan): Promise<FaultReport> => {
  const tell = plan.tell ?? (() => undefined);
  const random = randomFrom(plan.seed);
  const system = await System.on(plan.dataDir);
  try {
    for (let start = 0; start < plan.falseStarts; start += 1)
      await system.startAndKill(between(random, ...falseStartMs));
    tell(`first start: ready after ${Math.round(await system.start())} ms`);
    const shop = await openShop(system.url, system.databaseUrl(), plan.members, plan.budget);
    const tills = new Tills(system.url, shop, plan.tills, random);
    const recoveries: { kill: Kill; ms: number }[] = [];
    for (const kill of plan.kills) {
      await untilPosted(tills.ledger, between(random, ...plan.calm));
      const ms = Math.round(await killAndRecover(system, kill, random));
      await untilPosted(tills.ledger, 1);
      recoveries.push({ kill, ms });
      tell(`${kill}: ready again after ${ms} ms; ${tills.ledger.acknowledged} postings acknowledged so far`);
    }
    await tills.close();
    await tills.repeat(repeats);
    const { ledger } = tills;
    const slow = recoveries
      .filter(({ kill, ms }) => !restarts.has(kill) && ms > healthyWithinMs)
      .map(({ kill, ms }) => `after ${kill} it took ${ms} ms until the system was ready`);
    const faults = [...ledger.faults, ...slow, ...(await auditBooks(system.databaseUrl(), ledger))];
    return { ledger, recoveries, faults, unexpected: system.unexpected() };
  } finally {
    await system.stop();
  }
};

/** Resolves to the milliseconds from the kill until the system is ready again. */
const killAndRecover = async (system: System, kill: Kill, random: () => number): Promise<number> => {
  if (restarts.has(kill)) {
    if (kill === 'both') system.killPostgres();
    await system.killNode();
    if (kill === 'start') await system.startAndKill(between(random, ...falseStartMs));
    return system.start();
  }
  const started = performance.now();
  if (kill === 'postgres') system.killPostgres();
  if (kill === 'backend') process.kill(await someBackend(system.databaseUrl()), 'SIGKILL');
  if (kill === 'connections') await cutConnections(system.databaseUrl());
  await untilAway(system, kill);
  await system.untilReady(healthyWithinMs * 2);
  return performance.now() - started;
};

/** Remaining processes of a killed server may still answer for a moment. */
const untilAway = async (system: System, kill: Kill): Promise<void> => {
  if (kill === 'connections') return;
  const until = Date.now() + 1000;
  while (Date.now() < until && (await system.isReady())) await pause(10);
};

const ofTheApi = `application_name in ('regulars', 'regulars-jobs')`;

const someBackend = async (databaseUrl: string): Promise<number> =>
  ask(
    databaseUrl,
    `select pid from pg_stat_activity where ${ofTheApi} order by state = 'active' desc, pid limit 1`,
    'pid',
  );

const cutConnections = async (databaseUrl: string): Promise<number> =>
  ask(
    databaseUrl,
    `select count(*) filter (where pg_terminate_backend(pid)) as cut from pg_stat_activity where ${ofTheApi}`,
    'cut',
  );

const ask = async (databaseUrl: string, sql: string, column: string): Promise<number> => {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<Record<string, unknown>>(sql);
    return Number(rows[0]?.[column]);
  } finally {
    await database.end();
  }
};

const untilPosted = async (ledger: Ledger, more: number): Promise<void> => {
  const wanted = ledger.acknowledged + more;
  const until = Date.now() + 60_000;
  while (ledger.acknowledged < wanted) {
    if (Date.now() > until) throw new Error('The system is ready, but the tills get no answers.');
    await pause(5);
  }
};
