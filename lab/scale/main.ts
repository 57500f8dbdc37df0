import { spreadOf } from '../bench/statistics.ts';
import { callsOf, type Call } from './calls.ts';
import { withClub } from './club.ts';

const small = 10_000;
/** A call may take so many times as long in the large club as in the small one. */
const mostGrowth = 1.3;
/** What is this fast may grow: noise is larger. */
const unnoticedMs = 5;
const mostCalls = 30;
const mostMs = 20_000;

/**
 * `[1000000]`: every call that a person waits for, in a club of so many members and in one of 10,000, by a program of the API in
 * this process. Resolves to the exit code: 1 if a call grows too much or misses its goal.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const large = Number(args[0] ?? 1_000_000);
  if (!Number.isSafeInteger(large) || large <= small)
    throw new Error(`Say how many members: npm run scale -- 1000000. More than ${String(small)}`);
  const before = await timesIn(small);
  const after = await timesIn(large);
  console.log(`\nMilliseconds (median), 10,000 and ${large.toLocaleString('en')} members:`);
  const misses = after.filter(({ call, ms }) => {
    const was = before.find((one) => one.call.name === call.name)?.ms ?? Number.NaN;
    const problems = problemsOf(call, was, ms);
    console.log([call.name.padEnd(32), shown(was), shown(ms), shown(ms / was), ...problems].join(' '));
    return problems.length > 0;
  });
  console.log(`\n${String(after.length - misses.length)} of ${String(after.length)} hold.`);
  return misses.length > 0 ? 1 : 0;
};

interface Timed {
  readonly call: Call;
  readonly ms: number;
}

const timesIn = async (members: number): Promise<Timed[]> => {
  const began = performance.now();
  return withClub(members, async (known) => {
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`A club of ${members.toLocaleString('en')} members is ready after ${String(seconds)} s.`);
    const times: Timed[] = [];
    for (const call of callsOf(known)) times.push({ call, ms: await medianOf(call) });
    return times;
  });
};

/** After a few calls, so that plans and pages are where they are on a usual day. */
const medianOf = async (call: Call): Promise<number> => {
  const times: number[] = [];
  const until = performance.now() + mostMs;
  for (let turn = 0; turn < mostCalls && (performance.now() < until || times.length < 2); turn += 1) {
    const began = performance.now();
    await call.make(turn);
    times.push(performance.now() - began);
  }
  return spreadOf(times.slice(times.length > 8 ? 6 : 1))?.median ?? Number.NaN;
};

const problemsOf = ({ goal }: Call, was: number, ms: number): string[] => [
  ...(ms > unnoticedMs && ms / was > mostGrowth ? ['grows'] : []),
  ...(goal !== undefined && ms > goal ? [`more than ${String(goal)} ms`] : []),
];

const shown = (figure: number): string => figure.toFixed(figure < 100 ? 1 : 0).padStart(8);
