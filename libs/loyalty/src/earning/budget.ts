import { localDateOf, localMonth, startOfDate, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';

export type BudgetPeriod = 'total' | 'month' | 'quarter' | 'year';

/** The most points that a rule gives to all members together, in each period. */
export interface Budget {
  readonly per: BudgetPeriod;
  readonly points: number;
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
