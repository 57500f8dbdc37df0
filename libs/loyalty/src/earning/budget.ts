import { localDateOf, localMonth, startOfDate, type Period } from '../calendar.ts';
import { dayMs, type Instant } from '../clock.ts';

export type BudgetPeriod = 'total' | 'month' | 'quarter' | 'year';

/** The most points that a rule gives to all members together, in each period. */
export interface Budget {
  readonly per: BudgetPeriod;
  readonly points: number;
}

/** What besides a rule may have a budget. All rules together give no more for purchases at a location, or in the club. */
export type SharedHolder = 'location' | 'club';

/** `nearly`: at least four fifths are given. */
export type BudgetState = 'open' | 'nearly' | 'used-up';

export const budgetState = ({ points }: Pick<Budget, 'points'>, used: number): BudgetState => {
  if (used >= points) return 'used-up';
  return used * 5 >= points * 4 ? 'nearly' : 'open';
};

/** What a budget had given at a moment. */
export interface BudgetLook {
  readonly at: Instant;
  readonly used: number;
}

export interface BudgetPace {
  readonly perDay: number;
  /** When nothing is left at this pace; null if there is no such moment in the period. */
  readonly usedUpAt: Instant | null;
}

// A date in a hundred years says nothing.
const farMs = 36_500 * dayMs;

/**
 * How fast a budget is given since an earlier look. Null if the look is less than a day old, or nothing is left.
 * @param until the end of its period; null: all time
 */
export function budgetPace(
  { points }: Pick<Budget, 'points'>,
  earlier: BudgetLook,
  { at, used }: BudgetLook,
  until: Instant | null,
): BudgetPace | null {
  const passed = at - earlier.at;
  if (passed < dayMs || used >= points) return null;
  const perMs = (used - earlier.used) / passed;
  const usedUpAt = perMs > 0 ? at + Math.ceil((points - used) / perMs) : Infinity;
  const inPeriod = usedUpAt - at <= farMs && (until === null || usedUpAt < until);
  return { perDay: Math.round(perMs * dayMs), usedUpAt: inPeriod ? usedUpAt : null };
}

/** The period of a budget around a purchase; null: all time. */
export const budgetPeriod = (per: BudgetPeriod, at: Instant, zone: string): Period | null =>
  periods[per]?.(at, zone) ?? null;

const months =
  (count: 3 | 12) =>
  (at: Instant, zone: string): Period => {
    const date = localDateOf(at, zone);
    const first = date.with({ day: 1, month: date.month - ((date.month - 1) % count) });
    return { from: startOfDate(first, zone), until: startOfDate(first.add({ months: count }), zone) };
  };

const periods: { readonly [P in BudgetPeriod]: ((at: Instant, zone: string) => Period) | null } = {
  total: null,
  month: localMonth,
  quarter: months(3),
  year: months(12),
};
