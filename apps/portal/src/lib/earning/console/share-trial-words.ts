import type { RuleTrial } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { compared, intervalText, verdictOf, type Difference } from '../shared/difference-words.ts';

const spent = { more: m.trials_more, less: m.trials_less, same: m.trials_same };
const costs = { more: m.trials_cost_more, less: m.trials_cost_less, same: m.trials_cost_same };

/** 'Members in the trial spent €2.10 more each. With 95 % certainty, …' */
export const differenceText = (difference: Difference, currency: string): string =>
  [compared(difference.mean, currency, spent), intervalText(difference, currency)].join(' ');

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
