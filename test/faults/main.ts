import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { between, randomFrom } from './random.ts';
import { blows, runRounds, type Blow, type FaultReport } from './rounds.ts';

const mostShown = 30;

/** `[--rounds 30] [--seed N] [--tills 8]`. Resolves to the exit code: 0 when nothing was lost, doubled or wrong. */
export const main = async (args: readonly string[]): Promise<number> => {
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
      blows: choose(seed, Number(values.rounds)),
      falseStarts: 4,
      seed,
      tills: Number(values.tills),
      members: 12,
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
const choose = (seed: number, rounds: number): Blow[] => {
  const random = randomFrom(seed + 1);
  return Array.from(
    { length: rounds },
    (_, round) => blows[round] ?? blows[between(random, 0, blows.length - 1)] ?? 'node',
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
