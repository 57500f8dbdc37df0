import { parseArgs } from 'node:util';
import { join } from 'node:path';
import pg from 'pg';
import { compareWithCommit } from './against/main.ts';
import { auditClub, auditNaive, countBooks } from './audit.ts';
import { cases, mostConnections, type Case } from './cases.ts';
import { apiEnvironment } from './club.ts';
import { compareCodes } from './codes/main.ts';
import { prepareBench, type Bench } from './databases.ts';
import { LoadDriver } from './load-driver.ts';
import { pathNamed } from './paths-of-load.ts';
import { places } from './paths.ts';
import { profilePath } from './profile.ts';
import { codesToEarning, runConditions, rowsOf, screenOf, writeReport } from './report.ts';
import { runRounds } from './rounds.ts';
import { compareRules } from './rules/main.ts';
import { assertSameResult } from './same-result.ts';
import { Service } from './system.ts';
import { Tally } from './tally.ts';

const tell = (line: string): void => console.log(line);

/** `[--long] [--profile earn|redeem|'look up'] [--against commit] [--rules N] [--codes N] [--rounds N] [--slot ms] [--members N] [--only earn,sell] [--unwritten]`. Resolves to the exit code. */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      long: { type: 'boolean', default: false },
      profile: { type: 'string' },
      against: { type: 'string' },
      rules: { type: 'string' },
      codes: { type: 'string' },
      rounds: { type: 'string' },
      slot: { type: 'string' },
      members: { type: 'string', default: '100000' },
      only: { type: 'string' },
      unwritten: { type: 'boolean', default: false },
    },
  });
  const plan = {
    members: Number(values.members),
    rounds: Number(values.rounds ?? (values.long ? 9 : 3)),
    millisecondsEach: Number(values.slot ?? (values.long ? 1500 : 300)),
    cases: cases.filter(({ path }) => values.only === undefined || values.only.split(',').includes(path)),
  };
  if (values.against !== undefined) {
    const { members } = plan;
    const [rounds, millisecondsEach] = [Number(values.rounds ?? 15), Number(values.slot ?? 700)];
    const profile = values.profile === undefined ? {} : { profile: pathNamed(values.profile) };
    return compareWithCommit({
      commit: values.against,
      members,
      rounds,
      millisecondsEach,
      ...profile,
      tell,
    });
  }
  if (values.rules !== undefined) {
    const { members } = plan;
    const [rounds, millisecondsEach] = [Number(values.rounds ?? 15), Number(values.slot ?? 700)];
    return compareRules({ rules: Number(values.rules), members, rounds, millisecondsEach, tell });
  }
  if (values.codes !== undefined)
    return compareCodes({ codes: Number(values.codes), rounds: Number(values.rounds ?? 3), tell });
  const started = performance.now();
  const bench = await prepareBench({ members: plan.members, profile: values.profile !== undefined, tell });
  try {
    tell(`Ready after ${((performance.now() - started) / 1000).toFixed(0)} s.`);
    if (values.profile !== undefined) return await profilePath(bench, pathNamed(values.profile), tell);
    return await compare(bench, plan, !values.unwritten && values.only === undefined);
  } finally {
    await bench.close();
    tell(`${((performance.now() - started) / 1000).toFixed(0)} s in all.`);
  }
};

const compare = async (
  bench: Bench,
  plan: { members: number; rounds: number; millisecondsEach: number; cases: readonly Case[] },
  written: boolean,
): Promise<number> => {
  const { club, urls, dataDir, server } = bench;
  const api = await Service.start(
    join(places.api, 'main.js'),
    '/api/readyz',
    apiEnvironment(urls.api, dataDir),
  );
  const naive = await Service.start(bench.naiveProgram, '/readyz', { DATABASE_URL: urls.naive });
  const driver = await LoadDriver.start({
    sqlUrl: urls.sql,
    apiKey: club.apiKey,
    mostConnections,
    regulars: club.regulars,
    codes: club.codes,
    programs: club.programs,
  });
  try {
    await assertSameResult(club, api.port, naive.port);
    const before = { api: await countBooks(urls.api), sql: await countBooks(urls.sql) };
    const tally = new Tally();
    const measurements = await runRounds({
      driver,
      cases: plan.cases,
      serverOf: (variant) => (variant === 'naive' ? naive : api),
      postgres: server.pid,
      rounds: [1, plan.rounds],
      milliseconds: plan.millisecondsEach,
      onLoad: (path, variant, outcome) => tally.add(path, variant, outcome),
      tell,
    });
    const rows = rowsOf(measurements);
    tell(`\n${screenOf(rows)}\n`);
    const codes = codesToEarning(measurements);
    if (codes !== null) tell(`${codes}\n`);
    const faults = [
      ...tally.refusals,
      ...(await auditClub(urls.api, before.api, tally.acknowledged.http)).map((fault) => `API: ${fault}`),
      ...(await auditClub(urls.sql, before.sql, tally.acknowledged.sql)).map((fault) => `SQL: ${fault}`),
      ...(await auditNaive(urls.naive)),
    ];
    for (const fault of faults) tell(`FAULT: ${fault}`);
    if (faults.length > 0) return 1;
    tell('Nothing lost, nothing doubled, nothing refused, every sum agrees.');
    if (written) await writeReport(runConditions(await versionOf(urls.api), plan), rows, measurements);
    return 0;
  } finally {
    await driver.stop();
    await api.stop();
    await naive.stop();
  }
};

const versionOf = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end();
  }
};
