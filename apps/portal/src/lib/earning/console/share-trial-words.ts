import type { RuleTrial } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';

export type Difference = NonNullable<RuleTrial['difference']>;

/** What the interval of a difference leaves open. */
export const verdictOf = ({ low, high }: Difference): 'more' | 'less' | 'open' => {
  if (low > 0) return 'more';
  return high < 0 ? 'less' : 'open';
};

/** To a whole minor unit, never −0. */
const whole = (amount: number): number => Math.round(amount) || 0;

const compared = (
  amount: number,
  currency: string,
  words: {
    more: (of: { amount: string }) => string;
    less: (of: { amount: string }) => string;
    same: () => string;
  },
): string => {
  const minor = whole(amount);
  if (minor === 0) return words.same();
  return (minor > 0 ? words.more : words.less)({ amount: money(Math.abs(minor), currency) });
};

const spent = { more: m.trials_more, less: m.trials_less, same: m.trials_same };
const costs = { more: m.trials_cost_more, less: m.trials_cost_less, same: m.trials_cost_same };
const places = { more: m.trials_axis_more, less: m.trials_axis_less, same: m.trials_axis_same };

/** 'Members in the trial spent €2.10 more each. With 95 % certainty, …' */
export const differenceText = ({ mean, low, high }: Difference, currency: string): string =>
  [
    compared(mean, currency, spent),
    m.trials_interval({ low: money(whole(low), currency), high: money(whole(high), currency) }),
  ].join(' ');

export const verdictText = (difference: Difference, running: boolean): string =>
  ({
    more: m.trials_surely_more,
    less: m.trials_surely_less,
    open: running ? m.trials_not_yet : m.trials_not_sure,
  })[verdictOf(difference)]();

export const beforeText = (difference: Difference): string =>
  verdictOf(difference) === 'open' ? m.trials_alike() : m.trials_unlike();

export const costText = ({ parts, currency }: Pick<RuleTrial, 'parts' | 'currency'>): string =>
  compared(parts.in.costPerMember - parts.out.costPerMember, currency, costs);

/** A place beside the line of no difference. */
export const placeText = (amount: number, currency: string): string => compared(amount, currency, places);
