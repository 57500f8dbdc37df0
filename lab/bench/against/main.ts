import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { migrateDatabase } from '../../../apps/api/src/database.ts';
import { auditClub, countBooks } from '../audit.ts';
import { apiEnvironment, type createClub } from '../club.ts';
import { buildFacts, connected, databaseUrl, flush, startOwnCluster } from '../databases.ts';
import { LoadDriver } from '../load-driver.ts';
import { places } from '../paths.ts';
import { profileProgram } from '../profile.ts';
import type { Path } from '../paths-of-load.ts';
import {
  nodeCpu,
  postgresCpu,
  ratioIn,
  spreadIn,
  wholeCpu,
  type Figure,
  type Spread,
} from '../statistics.ts';
import { runRounds, warmUp, type Measurement } from '../rounds.ts';
import { Service } from '../system.ts';
import { Tally } from '../tally.ts';
import type { Case, Variant } from '../cases.ts';
import { buildCommit, hashOf } from './commit-tree.ts';

const connections = 16;
/**
 * Then both APIs start again. Two processes of one program differ by several per cent for as long as they live, by what V8
 * compiled and where memory lies, so one pair of processes says little, however long it runs.
 */
const roundsOfProcess = 4;
const variants: readonly Variant[] = ['before', 'before again', 'http', 'http again'];
const comparedPaths: readonly Path[] = ['earn', 'redeem', 'look up'];
const cases: readonly Case[] = comparedPaths.map((path) => ({
  name: `${path}, ${connections} connections`,
  path,
  connections,
  hot: null,
  variants,
}));

/** The file of a commit that creates the club of the bench. */
const placesOfClub = ['lab/bench/club.ts', 'test/bench/club.ts'];
/** Its function, by the names it has had. */
const namesOfCreation = ['createClub', 'foundClub'];

export interface Plan {
  readonly commit: string;
  readonly members: number;
  readonly rounds: number;
  readonly millisecondsEach: number;
  /** Only where the time of this path goes, in both. */
  readonly profile?: Path;
  readonly tell: (line: string) => void;
}

/**
 * Compares the CPU time per request of an older commit and this tree, in turns in one run. Both serve the same club:
 * the commit creates it, and this tree migrates a copy of its database. Resolves to the exit code.
 */
export const compareWithCommit = async ({
  commit,
  members,
  rounds,
  millisecondsEach,
  profile,
  tell,
}: Plan): Promise<number> => {
  const hash = hashOf(commit);
  tell(`Building ${hash.slice(0, 7)} …`);
  const tree = buildCommit(hash);
  const [founding = ''] = placesOfClub.map((place) => join(tree, place)).filter(existsSync);
  const ofCommit = (await import(founding)) as Partial<Record<string, typeof createClub>>;
  const create = namesOfCreation.map((name) => ofCommit[name]).find(Boolean);
  if (!create) throw new Error(`${hash.slice(0, 7)} has no function that creates the club of the bench.`);
  const { migrateDatabase: migrate } = (await import(join(places.api, 'database.js'))) as {
    migrateDatabase: typeof migrateDatabase;
  };
  const cluster = await startOwnCluster('before', { profile: profile !== undefined });
  const urls = { before: cluster.url, now: databaseUrl(cluster.url, 'now') };
  try {
    tell(`Loading ${members} members with a history …`);
    const club = await create(urls.before, cluster.dataDir, members);
    await connected(databaseUrl(cluster.url, 'postgres'), (client) =>
      client.query('create database now template before strategy file_copy'),
    );
    await migrate(urls.now, { durable: false });
    const programs = { before: join(tree, 'apps/api/dist/main.js'), now: join(places.api, 'main.js') };
    await connected(urls.before, (client) => client.query('vacuum analyze'));
    await buildFacts(programs.now, urls.now, cluster.dataDir);
    await flush();
    if (profile !== undefined) {
      for (const which of ['before', 'now'] as const) {
        tell(`\n## ${which}`);
        const profiled = { program: programs[which], club, url: urls[which], dataDir: cluster.dataDir };
        await profileProgram(profiled, profile, tell);
      }
      return 0;
    }
    const driver = await LoadDriver.start({
      sqlUrl: urls.before,
      apiKey: club.apiKey,
      mostConnections: connections,
      regulars: club.regulars,
      codes: club.codes,
      programs: club.programs,
    });
    try {
      const books = { before: await countBooks(urls.before), now: await countBooks(urls.now) };
      const tally = new Tally();
      const measurements: Measurement[] = [];
      for (let first = 1; first <= rounds; first += roundsOfProcess) {
        const last = Math.min(first + roundsOfProcess - 1, rounds);
        const [before, now] = await Promise.all([
          Service.start(programs.before, '/api/readyz', apiEnvironment(urls.before, cluster.dataDir)),
          Service.start(programs.now, '/api/readyz', apiEnvironment(urls.now, cluster.dataDir)),
        ]);
        const options = {
          cases,
          driver,
          serverOf: (variant: Variant): Service => (variant.startsWith('before') ? before : now),
          postgres: cluster.pid(),
          rounds: [first, last] as const,
          milliseconds: millisecondsEach,
          onLoad: tally.add.bind(tally),
          tell,
        };
        try {
          await warmUp(options);
          measurements.push(...(await runRounds(options)));
        } finally {
          await Promise.all([before.stop(), now.stop()]);
        }
      }
      tell(`\n${tableOf(measurements, hash)}\n`);
      const faults = [
        ...tally.refusals,
        ...(await auditClub(urls.before, books.before, tally.acknowledged.before)),
        ...(await auditClub(urls.now, books.now, tally.acknowledged.http)),
      ];
      for (const fault of faults) tell(`FAULT: ${fault}`);
      return faults.length > 0 ? 1 : 0;
    } finally {
      await driver.stop();
    }
  } finally {
    await cluster.close();
  }
};

const shown = (spread: Spread | null): string =>
  spread
    ? `${spread.median.toFixed(3)} (${spread.lowest.toFixed(2)}–${spread.highest.toFixed(2)}, middle half ${spread.lowerQuarter.toFixed(2)}–${spread.upperQuarter.toFixed(2)})`
    : 'not measured';

const pairs = [
  ['this tree / before', 'http', 'before'],
  ['before / before', 'before again', 'before'],
  ['this tree / this tree', 'http again', 'http'],
] as const;
const figures = [
  ['Node and PostgreSQL', wholeCpu],
  ['Node', nodeCpu],
  ['PostgreSQL', postgresCpu],
] as const;

const byProcess = (all: readonly Measurement[], name: string, figure: Figure): string => {
  const pairOf = ({ round }: Measurement): number => Math.floor((round - 1) / roundsOfProcess);
  return [...Map.groupBy(all, pairOf).values()]
    .map((some) => ratioIn(some, name, ['http', 'before'], [figure, figure])?.median.toFixed(2) ?? '?')
    .join(' ');
};

/** CPU time per request as ratios within each round, with the milliseconds of both trees. */
const tableOf = (all: readonly Measurement[], hash: string): string => {
  const millisecondsOf = (name: string, variant: Variant, figure: Figure): string =>
    spreadIn(all, name, variant, figure)?.median.toFixed(3) ?? '?';
  return [
    `CPU per request, ratios within a round, median (range) · before is ${hash.slice(0, 7)}`,
    ...cases.flatMap(({ name }) =>
      figures.flatMap(([what, figure]) => [
        `${name}, ${what}: ${millisecondsOf(name, 'before', figure)} ms before, ${millisecondsOf(name, 'http', figure)} ms now`,
        ...pairs.map(
          ([words, over, under]) =>
            `  ${words.padEnd(22)} ${shown(ratioIn(all, name, [over, under], [figure, figure]))}`,
        ),
        `  this tree / before by pair of processes: ${byProcess(all, name, figure)}`,
      ]),
    ),
  ].join('\n');
};
