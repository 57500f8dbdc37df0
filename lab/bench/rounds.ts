import { loadavg } from 'node:os';
import type { Case, Variant } from './cases.ts';
import type { Load, LoadResult } from './driver-messages.ts';
import type { LoadDriver } from './load-driver.ts';
import { cpuSecondsOf } from './process-tree.ts';
import type { Service } from './system.ts';

/** One variant of one case in one round. CPU is in milliseconds per request; null where it cannot be read. */
export interface Measurement {
  readonly round: number;
  readonly name: string;
  readonly variant: Variant;
  readonly done: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly nodeCpu: number | null;
  readonly postgresCpu: number | null;
  /** Processes that wanted to run, over the last minute. */
  readonly machineLoad: number;
}

export interface RoundsOptions {
  readonly cases: readonly Case[];
  readonly driver: LoadDriver;
  readonly serverOf: (variant: Variant) => Service;
  /** The process of the database server. */
  readonly postgres: number;
  /** The first and the last round of this run. */
  readonly rounds: readonly [number, number];
  readonly milliseconds: number;
  /** Receives every load, including warm-ups. */
  readonly onLoad: (path: Case['path'], variant: Variant, outcome: LoadResult) => void;
  readonly tell: (line: string) => void;
}

const warmUpMs = 120;
/** Of a new process. */
const firstWarmUpMs = 1500;

/** Every round runs every case; the order of the cases, and of the variants within each, is random. */
export const runRounds = async (options: RoundsOptions): Promise<Measurement[]> => {
  const measured: Measurement[] = [];
  const [first, last] = options.rounds;
  for (let round = first; round <= last; round += 1) {
    for (const one of shuffled(options.cases))
      for (const variant of shuffled(one.variants))
        measured.push(await measure(options, round, one, variant));
    options.tell(`Round ${round}, machine load ${loadavg()[0]?.toFixed(1)}.`);
  }
  return measured;
};

/** Gives the servers time to compile and cache what the cases need. */
export const warmUp = async ({
  cases,
  driver,
  serverOf,
  onLoad,
}: Omit<RoundsOptions, 'rounds' | 'postgres' | 'tell'>): Promise<void> => {
  for (const { path, connections, hot, variants } of cases)
    for (const variant of variants) {
      const target: Load['target'] = { how: 'http', port: serverOf(variant).port };
      const load = { path, target, connections, hot, milliseconds: firstWarmUpMs };
      onLoad(path, variant, await driver.run(load));
    }
};

const measure = async (
  { driver, serverOf, postgres, milliseconds, onLoad }: RoundsOptions,
  round: number,
  { name, path, connections, hot }: Case,
  variant: Variant,
): Promise<Measurement> => {
  const node = serverOf(variant);
  const target: Load['target'] = variant === 'sql' ? { how: 'sql' } : { how: 'http', port: node.port };
  const load = { path, target, connections, hot };
  onLoad(path, variant, await driver.run({ ...load, milliseconds: warmUpMs }));
  const before = [cpuSecondsOf(node.pid), cpuSecondsOf(postgres)] as const;
  const outcome = await driver.run({ ...load, milliseconds });
  const after = [cpuSecondsOf(node.pid), cpuSecondsOf(postgres)] as const;
  onLoad(path, variant, outcome);
  const { done, seconds, p50, p99 } = outcome;
  return {
    round,
    name,
    variant,
    done,
    perSecond: done / seconds,
    p50,
    p99,
    nodeCpu: variant === 'sql' ? 0 : perRequest(before[0], after[0], done),
    postgresCpu: perRequest(before[1], after[1], done),
    machineLoad: loadavg()[0] ?? 0,
  };
};

const perRequest = (before: number | null, after: number | null, done: number): number | null =>
  before === null || after === null || done === 0 ? null : ((after - before) * 1000) / done;

const shuffled = <Value>(values: readonly Value[]): Value[] => {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [result[last], result[other]] = [result[other] as Value, result[last] as Value];
  }
  return result;
};
