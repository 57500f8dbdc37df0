import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { places } from '../bench/paths.ts';
import { spreadOf } from '../bench/statistics.ts';
import type { Call } from './call.ts';
import { callsOf } from './calls.ts';
import { withClub } from './club.ts';
import { sizesOf } from './sizes.ts';

const small = 10_000;
/** A call may take so many times as long in the large club as in the small one. */
const mostGrowth = 1.3;
/** What is this fast may grow: noise is larger. */
const unnoticedMs = 5;
const mostCalls = 30;
const mostMs = 20_000;
const purchasesEach = 2;

/**
 * `[1000000] [--keep] [--only=segment] [--lines=5]`: every call that a person waits for, in a club of so many members and in one of
 * 10,000, by a program of the API in this process. `--keep` writes docs/bench/scale.md, `--only` makes the calls whose names begin so,
 * `--lines` gives each purchase so many lines. Resolves to the exit code: 1 if a call fails, grows too much or misses its goal.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keep: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      lines: { type: 'string', default: '1' },
    },
  });
  const large = Number(positionals[0] ?? 1_000_000);
  if (!Number.isSafeInteger(large) || large <= small)
    throw new Error(`Say how many members: npm run scale -- 1000000. More than ${String(small)}`);
  const asked = { only: values.only, lines: Number(values.lines) };
  const before = await measure(small, asked);
  const after = await measure(large, asked);
  const lines = after.calls.map(({ call, ms }) => {
    const was = before.calls.find((one) => one.call.name === call.name)?.ms ?? null;
    return { name: call.name, was, ms, goal: call.goal ?? null, problems: problemsOf(call, was, ms) };
  });
  console.log(`\nMilliseconds (median), 10,000 and ${large.toLocaleString('en')} members:`);
  for (const { name, was, ms, problems } of lines)
    console.log([name.padEnd(30), shown(was), shown(ms), shown(growthOf(was, ms)), ...problems].join(' '));
  console.log(`\n${after.bytes}`);
  const misses = lines.filter(({ problems }) => problems.length > 0);
  console.log(`\n${String(lines.length - misses.length)} of ${String(lines.length)} hold.`);
  if (values.keep) keep(large, lines, after.bytes);
  return misses.length > 0 ? 1 : 0;
};

interface Timed {
  readonly call: Call;
  /** Null if it failed. */
  readonly ms: number | null;
}

interface Measured {
  readonly calls: readonly Timed[];
  readonly bytes: string;
}

interface Line {
  readonly name: string;
  readonly was: number | null;
  readonly ms: number | null;
  readonly goal: number | null;
  readonly problems: readonly string[];
}

interface Asked {
  readonly only: string;
  readonly lines: number;
}

const measure = async (members: number, { only, lines }: Asked): Promise<Measured> => {
  const began = performance.now();
  const work: Parameters<typeof withClub<Measured>>[1] = async (known, { database, empty }) => {
    const full = await sizesOf(database);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`A club of ${members.toLocaleString('en')} members is ready after ${String(seconds)} s.`);
    const calls: Timed[] = [];
    for (const call of callsOf(known))
      if (call.name.startsWith(only)) calls.push({ call, ms: await medianOf(call) });
    const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(2);
    const perMember = kilobytes((full.members - empty.members) / members);
    const perPurchase = kilobytes((full.purchases - empty.purchases) / members / purchasesEach);
    const whole = Math.round((full.all - empty.all) / 1e6);
    return {
      calls,
      bytes: `${perMember} kB per member, ${perPurchase} kB per purchase with its points, ${whole.toLocaleString('en')} MB in all, with indexes.`,
    };
  };
  return withClub(members, work, {}, lines);
};

/** After a few calls, so that plans and pages are where they are on a usual day. */
const medianOf = async (call: Call): Promise<number | null> => {
  const times: number[] = [];
  const until = performance.now() + mostMs;
  const most = call.most ?? mostCalls;
  try {
    for (let turn = 0; turn < most && (performance.now() < until || times.length < 2); turn += 1) {
      const began = performance.now();
      await call.make(turn);
      times.push(performance.now() - began);
    }
  } catch (error) {
    console.log(`${call.name}: ${String(error)}`);
    return null;
  }
  return spreadOf(times.slice(times.length > 8 ? 6 : 1))?.median ?? null;
};

const growthOf = (was: number | null, ms: number | null): number | null =>
  was === null || ms === null ? null : ms / was;

const problemsOf = ({ goal, grows }: Call, was: number | null, ms: number | null): string[] => {
  if (ms === null) return ['fails'];
  const growth = growthOf(was, ms) ?? 1;
  return [
    ...(!grows && ms > unnoticedMs && growth > mostGrowth ? ['grows'] : []),
    ...(goal !== undefined && ms > goal ? [`more than ${String(goal)} ms`] : []),
  ];
};

const number = (figure: number | null): string =>
  figure === null ? '–' : figure.toFixed(figure < 100 ? 1 : 0);
const shown = (figure: number | null): string => number(figure).padStart(8);

const keep = (large: number, lines: readonly Line[], bytes: string): void => {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: places.root,
    encoding: 'utf8',
  }).trim();
  const rows = lines.map(
    ({ name, was, ms, goal, problems }) =>
      `| ${[name, number(was), number(ms), number(growthOf(was, ms)), goal === null ? '' : String(goal), problems.join(', ')].join(' | ')} |`,
  );
  const text = `# Does it grow with the members?

Written by \`npm run scale -- ${String(large)} --keep\`: milliseconds (median) of calls that a person waits for, one after the other, in a club of 10,000 members and in one of ${large.toLocaleString('en')}. What takes less than ${String(unnoticedMs)} ms may grow.

Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit}: ${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown'}, load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.version}. ${bytes}

| Call | 10,000 | ${large.toLocaleString('en')} | Growth | Goal | |
| --- | ---: | ---: | ---: | ---: | --- |
${rows.join('\n')}
`;
  writeFileSync(join(places.report, 'scale.md'), text);
  execFileSync(process.execPath, [
    join(places.root, 'node_modules/prettier/bin/prettier.cjs'),
    '--write',
    join(places.root, 'docs/bench/scale.md'),
  ]);
};
