import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalPostgres } from '@regulars/local-postgres';
import { migrateDatabase } from '../../apps/api/dist/database.js';
import { runEventRounds } from '../../test/faults/events.ts';
import { between, randomFrom } from '../../test/faults/random.ts';
import { kills, runRounds, type Kill, type FaultReport } from '../../test/faults/rounds.ts';

const mostShown = 30;

/** Runs `npm run faults`; `events` is a separate run. Resolves to the exit code. */
export const main = async (args: readonly string[]): Promise<number> =>
  args[0] === 'events' ? killConsumers(args.slice(1)) : killSystem(args);

/**
 * `[--events 10000] [--kills 20] [--seed N]`: kills processes that consume events, then repeats the run without
 * deduplication.
 */
const killConsumers = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const plan = {
    events: Number(values.events),
    kills: Number(values.kills),
    holds: 3,
    seed: Number(values.seed),
  };
  const tell = (line: string): void => console.log(line);
  console.log(`${plan.events} events, ${plan.kills} kills with seed ${plan.seed}.`);
  const once = await onDatabase((databaseUrl) =>
    runEventRounds({ ...plan, databaseUrl, variant: 'once', tell }),
  );
  console.log(
    `${once.kills} kills, ${once.killsWhileHolding} of them while a handler held its transaction: ${once.faults.join('; ') || 'each event had its effect once.'}`,
  );
  const fewer = { ...plan, events: Math.ceil(plan.events / 10), kills: 3 };
  const twice = await onDatabase((databaseUrl) =>
    runEventRounds({ ...fewer, databaseUrl, variant: 'twice' }),
  );
  console.log(
    `Without deduplication: ${twice.faults.join('; ') || 'no fault found, so this run proves nothing.'}`,
  );
  return once.faults.length === 0 && twice.faults.length > 0 ? 0 : 1;
};

const onDatabase = async <Result>(work: (databaseUrl: string) => Promise<Result>): Promise<Result> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-faults-'));
  chmodSync(dataDir, 0o755);
  const server = await startLocalPostgres({ dataDir });
  try {
    await migrateDatabase(server.url);
    return await work(server.url);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** `[--rounds 30] [--seed N] [--tills 8]`. Resolves to the exit code: 0 when nothing was lost, doubled or wrong. */
const killSystem = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '30' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      tills: { type: 'string', default: '8' },
    },
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-faults-'));
  chmodSync(dataDir, 0o755);
  const seed = Number(values.seed);
  console.log(`${values.rounds} rounds with seed ${seed}.`);
  try {
    const outcome = await runRounds({
      dataDir,
      kills: choose(seed, Number(values.rounds)),
      falseStarts: 4,
      seed,
      tills: Number(values.tills),
      members: 12,
      budget: 10_000_000,
      calm: [20, 200],
      tell: (line) => console.log(line),
    });
    console.log(describe(outcome));
    return outcome.faults.length === 0 ? 0 : 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** Each kind at least once, where there are rounds enough, then at random. */
const choose = (seed: number, rounds: number): Kill[] => {
  const random = randomFrom(seed + 1);
  return Array.from(
    { length: rounds },
    (_, round) => kills[round] ?? kills[between(random, 0, kills.length - 1)] ?? 'node',
  );
};

const describe = ({ ledger, recoveries, faults, unexpected }: FaultReport): string => {
  const slowest = Math.max(0, ...recoveries.map(({ ms }) => ms));
  const statuses = [...ledger.statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, times]) => `${status === 0 ? 'none' : status}: ${times}`);
  return [
    `${ledger.purchases.length} purchases and ${ledger.redemptions.length} redemptions acknowledged, ${ledger.refused} refused for want of points.`,
    `Answers by status: ${statuses.join(', ')}. Slowest recovery ${slowest} ms.`,
    ...(faults.length === 0
      ? ['Nothing lost, nothing doubled, nobody below zero, every sum agrees.']
      : [
          `${faults.length} faults:`,
          ...[...faults, ...unexpected].slice(0, mostShown).map((fault) => `  ${fault}`),
        ]),
  ].join('\n');
};
