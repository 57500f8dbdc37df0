import { RegularsClient } from '@regulars/client';
import { readBaskets } from './baskets.ts';
import { findOrCreateMember, prepareClub } from './club.ts';
import { compare, storedPurchases, type Comparison } from './compare.ts';
import { inQueues } from './in-queues.ts';
import { retryingFetch } from '../../test/support/retrying-fetch.ts';
import { Progress } from './progress.ts';
import { postBasket } from './till.ts';
import { readOptions, usage, UsageError } from './options.ts';

const limits = { giveUpAfterMs: 120_000, answerWithinMs: 30_000 };
const mostShown = 20;

/** Resolves to the exit code: 0 when all our own sums equal those of the API. */
const replay = async (args: readonly string[]): Promise<number> => {
  const options = readOptions(args);
  const client = new RegularsClient({
    baseUrl: `${options.url}/api/v1`,
    apiKey: options.key,
    fetch: retryingFetch(limits),
  });
  const baskets = await readBaskets(options.folder);
  const wanted = baskets.slice(0, options.count);
  const lines = wanted.reduce((sum, basket) => sum + basket.lines.length, 0);
  console.log(`${wanted.length} baskets with ${lines} lines from ${wanted[0]?.at} to ${wanted.at(-1)?.at}.`);
  const club = await prepareClub(client);

  const there = new Set((await storedPurchases(client)).map(({ receipt }) => receipt.number));
  const missing = wanted.filter(({ id }) => !there.has(id));
  const households = [...new Set(missing.map(({ household }) => household))];
  const joining = new Progress('Members', households.length);
  await inQueues(
    households,
    options.width,
    (household) => household,
    async (household) => {
      await findOrCreateMember(client, household);
      joining.advance();
    },
  );

  let posted = 0;
  const selling = new Progress('Baskets', missing.length);
  await inQueues(
    missing,
    options.width,
    ({ household }) => household,
    async (basket) => {
      if ((await postBasket(client, basket)) === 'posted') posted += 1;
      selling.advance();
    },
  );
  console.log(`Posted ${posted}, there already ${wanted.length - posted}.`);

  const byId = new Map(baskets.map((basket) => [basket.id, basket]));
  const comparison = await compare(client, wanted, byId, club.beforeDiscounts, options.width);
  console.log(describe(comparison));
  return comparison.differences.length === 0 ? 0 : 1;
};

const describe = (comparison: Comparison): string => {
  const { purchases, members, own, stored, otherPoints, expired, differences } = comparison;
  const dollars = (cents: number): string => `${(cents / 100).toFixed(2)} USD`;
  const notes = [
    otherPoints === 0 ? [] : [`Other rules of the club gave ${otherPoints} points on top.`],
    expired === 0 ? [] : [`${expired} points have expired since, by the club's own terms.`],
  ].flat();
  const shown = differences.slice(0, mostShown).map((difference) => `  ${difference}`);
  return [
    `${purchases} purchases of ${members} members at this location.`,
    `We say       ${dollars(own.amount)} and ${own.points} points.`,
    `The API says ${dollars(stored.amount)} and ${stored.points} points.`,
    ...notes,
    differences.length === 0
      ? 'Every purchase and every member agree.'
      : [`${differences.length} differences:`, ...shown].join('\n'),
  ].join('\n');
};

/** Like `replay`, but prints errors instead of throwing them. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    return await replay(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof UsageError) console.error(`\n${usage}`);
    return 1;
  }
};

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
