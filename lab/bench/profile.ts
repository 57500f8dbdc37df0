import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { mostConnections } from './cases.ts';
import { apiEnvironment, type Club } from './club.ts';
import type { Bench } from './databases.ts';
import { LoadDriver } from './load-driver.ts';
import type { Path } from './paths-of-load.ts';
import { places } from './paths.ts';
import { Service } from './system.ts';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const seconds = 8;
const mostShown = 25;

/** Shows where the time of one path goes: in Node with `--cpu-prof`, in PostgreSQL with `pg_stat_statements`. */
export const profilePath = async (
  { club, urls, dataDir }: Bench,
  path: Path,
  tell: (line: string) => void,
): Promise<number> => {
  await profileProgram({ program: join(places.api, 'main.js'), club, url: urls.api, dataDir }, path, tell);
  return 0;
};

/** A built API and the database of its club, on a server with `pg_stat_statements`. */
interface Profiled {
  readonly program: string;
  readonly club: Club;
  readonly url: string;
  readonly dataDir: string;
}

export const profileProgram = async (
  profiled: Profiled,
  path: Path,
  tell: (line: string) => void,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-profile-'));
  try {
    const client = new pg.Client({ connectionString: profiled.url });
    await client.connect();
    try {
      await client.query('create extension pg_stat_statements');
      const done = await runFor(profiled, path, folder, () =>
        client.query('select pg_stat_statements_reset()'),
      );
      tell(`${done} times '${path}' in ${seconds} s.\n\nNode, by own time without idling:`);
      for (const line of costsOf(readProfile(folder), done)) tell(line);
      tell('\nPostgreSQL, by time (functions contain the statements below them):');
      for (const line of await statementsOf(client, done)) tell(line);
    } finally {
      await client.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const runFor = async (
  { program, club, url, dataDir }: Profiled,
  path: Path,
  folder: string,
  warm: () => Promise<unknown>,
): Promise<number> => {
  const api = await Service.start(program, '/api/readyz', apiEnvironment(url, dataDir), [
    '--cpu-prof',
    `--cpu-prof-dir=${folder}`,
  ]);
  const driver = await LoadDriver.start({ sqlUrl: url, mostConnections, ...club });
  try {
    const load = {
      path,
      target: { how: 'http', port: api.port },
      connections: 16,
      hot: null,
    } satisfies Omit<Parameters<LoadDriver['run']>[0], 'milliseconds'>;
    await driver.run({ ...load, milliseconds: 1000 });
    await warm();
    return (await driver.run({ ...load, milliseconds: seconds * 1000 })).done;
  } finally {
    await driver.stop();
    await api.stop();
  }
};

const readProfile = (folder: string): CpuProfile => {
  const sizes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const [longest] = sizes.sort((a, b) => b.length - a.length);
  if (longest === undefined) throw new Error('Node wrote no profile');
  return JSON.parse(longest) as CpuProfile;
};

/** Own time by part of the program, and by function, in the last seconds of the profile. */
const costsOf = ({ nodes, samples, timeDeltas }: CpuProfile, done: number): string[] => {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const total = timeDeltas.reduce((sum, delta) => sum + delta, 0);
  const parts = new Map<string, number>();
  const functions = new Map<string, number>();
  let passed = 0;
  for (const [index, sample] of samples.entries()) {
    const delta = timeDeltas[index] ?? 0;
    passed += delta;
    const frame = frames.get(sample);
    if (!frame || frame.functionName === '(idle)' || passed < total - seconds * 1e6) continue;
    const part = partOf(frame.url, frame.functionName);
    add(parts, part, delta);
    add(functions, `${frame.functionName || '(anonymous)'} in ${part}`, delta);
  }
  const busy = [...parts.values()].reduce((sum, time) => sum + time, 0);
  const lines = (costs: Map<string, number>): string[] =>
    [...costs]
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostShown)
      .map(
        ([name, time]) =>
          `${((time / busy) * 100).toFixed(1).padStart(5)} %  ${(time / done).toFixed(1).padStart(6)} µs  ${name}`,
      );
  return [...lines(parts), '', ...lines(functions)];
};

const add = (sums: Map<string, number>, name: string, time: number): void => {
  sums.set(name, (sums.get(name) ?? 0) + time);
};

const partOf = (url: string, functionName: string): string => {
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (dependency && !dependency.startsWith('@regulars')) return dependency;
  const own = /(?:apps|libs)\/([^/]+)\/dist\/(.*)\.js$/.exec(url);
  if (own) return `${own[1]}: ${own[2]?.split('/').slice(0, 2).join('/')}`;
  if (url.startsWith('node:')) return url;
  return functionName.startsWith('(') ? functionName : 'built into V8';
};

const statementsOf = async (client: pg.Client, done: number): Promise<string[]> => {
  const { rows } = await client.query<{ calls: string; time: string; wal: string; query: string }>(
    `select s.calls, s.total_exec_time as time, s.wal_bytes as wal, regexp_replace(left(s.query, 110), '\\s+', ' ', 'g') as query
     from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = current_database()
     order by s.total_exec_time desc limit ${mostShown}`,
  );
  return rows.map(
    ({ calls, time, wal, query }) =>
      `${((Number(time) * 1000) / done).toFixed(1).padStart(7)} µs  ${(Number(calls) / done).toFixed(2).padStart(5)} calls  ${(Number(wal) / done).toFixed(0).padStart(6)} B WAL  ${query}`,
  );
};
