import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { cases, type Variant } from './cases.ts';
import { places } from './paths.ts';
import type { Measurement } from './rounds.ts';
import {
  perSecond,
  postgresCpu,
  rateBetween,
  ratioIn,
  spreadIn,
  spreadOf,
  wholeCpu,
  type Spread,
} from './statistics.ts';

export interface RunConditions {
  readonly at: string;
  readonly commit: string;
  readonly machine: string;
  readonly versions: string;
  readonly members: number;
  readonly rounds: number;
  readonly millisecondsEach: number;
}

export interface Row {
  readonly name: string;
  readonly perSecond: Partial<Record<Variant, Spread>>;
  /** Milliseconds. */
  readonly p99: Partial<Record<Variant, Spread>>;
  readonly toSql: Spread | null;
  readonly toNaive: Spread | null;
  readonly toItself: Spread | null;
  /** Node and PostgreSQL together over PostgreSQL for the statements alone. */
  readonly cpuToSql: Spread | null;
  /** Milliseconds per request. */
  readonly cpu: {
    readonly node: Spread | null;
    readonly postgres: Spread | null;
    readonly sql: Spread | null;
  };
}

export const runConditions = (
  postgresVersion: string,
  plan: Pick<RunConditions, 'members' | 'rounds' | 'millisecondsEach'>,
): RunConditions => ({
  at: new Date().toISOString(),
  commit: commitOf(),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`,
  versions: `Node ${process.version}, PostgreSQL ${postgresVersion} with fsync, settings as npm start but for 200 connections`,
  ...plan,
});

const commitOf = (): string => {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: places.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const changed = git('status', '--porcelain', '--', 'apps/api', 'libs', 'lab/bench').trim() !== '';
    return git('rev-parse', '--short', 'HEAD').trim() + (changed ? ' and changes' : '');
  } catch {
    return 'unknown';
  }
};

export const rowsOf = (all: readonly Measurement[]): Row[] => {
  const measured = new Set(all.map(({ name }) => name));
  return cases
    .filter(({ name }) => measured.has(name))
    .map(({ name, variants }) => {
      const each = (figure: (one: Measurement) => number | null): Partial<Record<Variant, Spread>> =>
        Object.fromEntries(
          variants.flatMap((variant) => {
            const spread = spreadIn(all, name, variant, figure);
            return spread ? [[variant, spread]] : [];
          }),
        );
      const speed = [perSecond, perSecond] as const;
      return {
        name,
        perSecond: each(perSecond),
        p99: each(({ p99 }) => p99),
        toSql: ratioIn(all, name, ['http', 'sql'], speed),
        toNaive: ratioIn(all, name, ['http', 'naive'], speed),
        toItself: ratioIn(all, name, ['http', 'http again'], speed),
        cpuToSql: ratioIn(all, name, ['http', 'sql'], [wholeCpu, postgresCpu]),
        cpu: {
          node: spreadIn(all, name, 'http', ({ nodeCpu }) => nodeCpu),
          postgres: spreadIn(all, name, 'http', postgresCpu),
          sql: spreadIn(all, name, 'sql', postgresCpu),
        },
      };
    });
};

/** How fast a code for one use is redeemed, compared with a purchase that earns. Null if one of them was not measured. */
export const codesToEarning = (all: readonly Measurement[]): string | null => {
  const names = ['redeem code, 16 connections', 'earn, 16 connections'] as const;
  const [sql, http] = [rateBetween(all, names, 'sql'), rateBetween(all, names, 'http')];
  return sql && `${names.join(' / ')}: the statements alone ${shown(sql, 2)}, the API ${shown(http, 2)}`;
};

const shown = (spread: Spread | null | undefined, digits: number): string =>
  spread
    ? `${spread.median.toFixed(digits)} (${spread.lowest.toFixed(digits)}–${spread.highest.toFixed(digits)})`
    : '';
const brief = (spread: Spread | null | undefined, digits: number): string =>
  spread ? spread.median.toFixed(digits) : '';

const heads = [
  ...['', 'API / SQL', 'API / naive', 'API / API', 'CPU / SQL alone'],
  ...['CPU ms Node', 'PostgreSQL', 'SQL alone', 'API per s', 'SQL per s', 'naive per s', 'p99 ms'],
];

const cellsOf = (row: Row): string[] => [
  row.name,
  shown(row.toSql, 2),
  shown(row.toNaive, 1),
  shown(row.toItself, 2),
  shown(row.cpuToSql, 2),
  brief(row.cpu.node, 3),
  brief(row.cpu.postgres, 3),
  brief(row.cpu.sql, 3),
  ...(['http', 'sql', 'naive'] as const).map((variant) => brief(row.perSecond[variant], 0)),
  brief(row.p99.http, 1),
];

const tableOf = (rows: readonly Row[]): string =>
  [heads, heads.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The table as it fits a screen. */
export const screenOf = (rows: readonly Row[]): string => {
  const table = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return table
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const [begin, end] = ['<!-- measured: written by `npm run bench` -->', '<!-- end of measured -->'];

/** Writes `latest.json`, and the measured part of `README.md`, whose words are written by hand. */
export const writeReport = async (
  about: RunConditions,
  rows: readonly Row[],
  measurements: readonly Measurement[],
): Promise<void> => {
  mkdirSync(places.report, { recursive: true });
  const json = JSON.stringify({ about, rows, measurements });
  writeFileSync(join(places.report, 'latest.json'), await format(json, { parser: 'json' }));
  const page = join(places.report, 'README.md');
  const text = readFileSync(page, 'utf8');
  const [before, rest] = [text.slice(0, text.indexOf(begin)), text.slice(text.indexOf(end))];
  if (!text.includes(begin) || !text.includes(end)) throw new Error(`${page} has lost its marks`);
  const measured = [
    begin,
    `Measured on ${about.at.slice(0, 10)} at commit ${about.commit}: ${about.machine}; ${about.versions}; ${about.members} members; ${about.rounds} rounds of ${about.millisecondsEach} ms each. Load of the machine: ${shown(spreadOf(measurements.map(({ machineLoad }) => machineLoad)), 1)}.`,
    tableOf(rows),
    '',
  ].join('\n\n');
  writeFileSync(page, await format(before + measured + rest, { parser: 'markdown' }));
};
