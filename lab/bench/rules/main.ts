import { join } from 'node:path';
import { auditClub, countBooks } from '../audit.ts';
import { apiEnvironment, createClub } from '../club.ts';
import { buildFacts, connected, databaseUrl, flush, startOwnCluster, type OwnCluster } from '../databases.ts';
import { LoadDriver } from '../load-driver.ts';
import { places } from '../paths.ts';
import { runRounds, warmUp, type Measurement } from '../rounds.ts';
import { perSecond, postgresCpu, ratioIn, spreadIn, spreadOf, wholeCpu, type Spread } from '../statistics.ts';
import { Service } from '../system.ts';
import { Tally } from '../tally.ts';
import type { Case } from '../cases.ts';

const connections = 16;
/** As in the other runs. */
const fewRules = 2;

export interface Plan {
  /** Live rules of the other club. */
  readonly rules: number;
  readonly members: number;
  readonly rounds: number;
  readonly millisecondsEach: number;
  readonly tell: (line: string) => void;
}

const caseOf = (rules: number): Case => ({
  name: `earn, ${rules} rules`,
  path: 'earn',
  connections,
  hot: null,
  variants: ['http', 'sql'],
});

/**
 * Compares earning with two live rules and with many, each with the statements that it sends. Both clubs are on one
 * server and are measured in turns. Resolves to the exit code.
 */
export const compareRules = async ({
  rules,
  members,
  rounds,
  millisecondsEach,
  tell,
}: Plan): Promise<number> => {
  const cluster = await startOwnCluster('few', { profile: false });
  const clubs: MeasuredClub[] = [];
  try {
    for (const [name, count] of [['few', fewRules] as const, ['many', rules] as const]) {
      tell(`Loading ${members} members of a club with ${count} rules …`);
      clubs.push(await MeasuredClub.start(cluster, name, count, members));
    }
    await flush();
    const measurements: Measurement[] = [];
    for (const club of clubs) await club.warmUp();
    for (let round = 1; round <= rounds; round += 1) {
      const order = Math.random() < 0.5 ? clubs : clubs.toReversed();
      for (const club of order) measurements.push(...(await club.measure(round, millisecondsEach)));
      tell(`Round ${round} of ${rounds}.`);
    }
    tell(`\n${tableOf(measurements, rules)}\n`);
    const faults = (await Promise.all(clubs.map((club) => club.faults()))).flat();
    for (const fault of faults) tell(`FAULT: ${fault}`);
    return faults.length > 0 ? 1 : 0;
  } finally {
    for (const club of clubs) await club.stop();
    await cluster.close();
  }
};

interface Parts {
  readonly cluster: OwnCluster;
  readonly urls: { readonly api: string; readonly sql: string };
  readonly rules: number;
  readonly api: Service;
  readonly driver: LoadDriver;
  /** Before the load. */
  readonly books: Awaited<ReturnType<typeof countBooks>>;
}

/** A club with its API and a copy for the statements alone. */
class MeasuredClub {
  readonly #tally = new Tally();
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static async start(
    cluster: OwnCluster,
    name: string,
    rules: number,
    members: number,
  ): Promise<MeasuredClub> {
    const [server, program] = [databaseUrl(cluster.url, 'postgres'), join(places.api, 'main.js')];
    const urls = { api: databaseUrl(cluster.url, name), sql: databaseUrl(cluster.url, `${name}_sql`) };
    await connected(server, async (client) => {
      const known = await client.query('select from pg_database where datname = $1', [name]);
      if (known.rowCount === 0) await client.query(`create database ${name}`);
    });
    const club = await createClub(urls.api, cluster.dataDir, members, rules);
    await buildFacts(program, urls.api, cluster.dataDir);
    await connected(server, (client) =>
      client.query(`create database ${name}_sql template ${name} strategy file_copy`),
    );
    const books = await countBooks(urls.api);
    const api = await Service.start(program, '/api/readyz', apiEnvironment(urls.api, cluster.dataDir));
    const { apiKey, regulars, codes, programs } = club;
    const driver = await LoadDriver.start({
      sqlUrl: urls.sql,
      apiKey,
      mostConnections: connections,
      regulars,
      codes,
      programs,
    });
    return new MeasuredClub({ cluster, urls, rules, api, driver, books });
  }

  async warmUp(): Promise<void> {
    const warmed = { ...caseOf(this.#parts.rules), variants: ['http'] as const };
    await warmUp({ ...this.#options(0), cases: [warmed] });
  }

  measure(round: number, milliseconds: number): Promise<Measurement[]> {
    return runRounds({
      ...this.#options(milliseconds),
      postgres: this.#parts.cluster.pid(),
      rounds: [round, round],
      tell: () => undefined,
    });
  }

  async faults(): Promise<string[]> {
    const wrong = await auditClub(this.#parts.urls.api, this.#parts.books, this.#tally.acknowledged.http);
    return [...this.#tally.refusals, ...wrong].map((fault) => `${this.#parts.rules} rules: ${fault}`);
  }

  async stop(): Promise<void> {
    await this.#parts.driver.stop();
    await this.#parts.api.stop();
  }

  #options(milliseconds: number): Parameters<typeof warmUp>[0] {
    return {
      cases: [caseOf(this.#parts.rules)],
      driver: this.#parts.driver,
      serverOf: () => this.#parts.api,
      milliseconds,
      onLoad: (...load) => this.#tally.add(...load),
    };
  }
}

const shown = (spread: Spread | null): string =>
  spread
    ? `${spread.median.toFixed(3)} (${spread.lowest.toFixed(2)}–${spread.highest.toFixed(2)}, middle half ${spread.lowerQuarter.toFixed(2)}–${spread.upperQuarter.toFixed(2)})`
    : 'not measured';

const ratios = [
  ['API / SQL, requests per second', [perSecond, perSecond]],
  ['CPU / SQL alone', [wholeCpu, postgresCpu]],
] as const;

const tableOf = (all: readonly Measurement[], rules: number): string => {
  const names = [fewRules, rules].map((count) => caseOf(count).name);
  const [few = '', many = ''] = names;
  const cpuOf = (name: string): string => {
    const [node, postgres, sql] = [
      spreadIn(all, name, 'http', ({ nodeCpu }) => nodeCpu),
      spreadIn(all, name, 'http', postgresCpu),
      spreadIn(all, name, 'sql', postgresCpu),
    ].map((spread) => spread?.median.toFixed(3) ?? '?');
    return `${name}: CPU ms Node ${node}, PostgreSQL ${postgres}, SQL alone ${sql}`;
  };
  return [
    ...names.map(cpuOf),
    ...ratios.flatMap(([what, figures]) => [
      what,
      ...names.map((name) => `  ${name.padEnd(18)} ${shown(ratioIn(all, name, ['http', 'sql'], figures))}`),
      `  ${'many / few'.padEnd(18)} ${shown(betweenIn(all, [many, few], figures))}`,
    ]),
  ].join('\n');
};

/** How the ratio of one case relates to that of another, round by round. */
const betweenIn = (
  all: readonly Measurement[],
  [over, under]: readonly [string, string],
  figures: (typeof ratios)[number][1],
): Spread | null => {
  const rounds = [...Map.groupBy(all, ({ round }) => round).values()];
  return spreadOf(
    rounds.flatMap((some) => {
      const [one, other] = [over, under].map((name) => ratioIn(some, name, ['http', 'sql'], figures)?.median);
      return one && other ? one / other : [];
    }),
  );
};
