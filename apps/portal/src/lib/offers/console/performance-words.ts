import type { OfferPerformance } from '@regulars/contracts';
import { compared, intervalText, verdictOf, type Difference } from '#lib/earning/shared/difference-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { count, money } from '#lib/ui/format.ts';

const spent = { more: m.offers_more, less: m.offers_less, same: m.offers_same };

/** 'Members with the offer spent €2.10 more each. With 95% certainty, …' */
export const differenceText = (difference: Difference, currency: string): string =>
  [compared(difference.mean, currency, spent), intervalText(difference, currency)].join(' ');

export const verdictText = (difference: Difference, running: boolean): string =>
  ({
    more: m.offers_surely_more,
    less: m.offers_surely_less,
    open: running ? m.trials_not_yet : m.trials_not_sure,
  })[verdictOf(difference)]();

export const beforeText = (difference: Difference): string =>
  verdictOf(difference) === 'open' ? m.trials_alike() : m.trials_unlike();

/** The difference of all members who met it. */
export const altogetherText = (
  { low, high }: Difference,
  { parts, currency }: Pick<OfferPerformance, 'parts' | 'currency'>,
): string => {
  const { members } = parts.offered;
  const of = (each: number): string => money(Math.round(each * members) || 0, currency);
  return m.offers_altogether({ members: count(members), low: of(low), high: of(high) });
};
