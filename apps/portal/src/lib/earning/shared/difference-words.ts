import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';

/** A difference of means, in minor units, with its 95 % interval. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What the interval of a difference leaves open. */
export const verdictOf = ({ low, high }: Difference): 'more' | 'less' | 'open' => {
  if (low > 0) return 'more';
  return high < 0 ? 'less' : 'open';
};

/** To a whole minor unit, never −0. */
const whole = (amount: number): number => Math.round(amount) || 0;

interface ComparisonWords {
  more: (of: { amount: string }) => string;
  less: (of: { amount: string }) => string;
  same: () => string;
}

export const compared = (amount: number, currency: string, words: ComparisonWords): string => {
  const minor = whole(amount);
  if (minor === 0) return words.same();
  return (minor > 0 ? words.more : words.less)({ amount: money(Math.abs(minor), currency) });
};

/** 'With 95% certainty, the true difference is between −€0.40 and €4.60.' */
export const intervalText = ({ low, high }: Difference, currency: string): string =>
  m.trials_interval({ low: money(whole(low), currency), high: money(whole(high), currency) });

const places = { more: m.trials_axis_more, less: m.trials_axis_less, same: m.trials_axis_same };

/** A place beside the line of no difference. */
export const placeText = (amount: number, currency: string): string => compared(amount, currency, places);
