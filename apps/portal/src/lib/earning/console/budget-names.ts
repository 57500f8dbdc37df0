import type { RuleContent } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export type BudgetPeriod = NonNullable<RuleContent['budget']>['per'];

/** The period of a budget, in the order of the editor. */
export const budgetNames = {
  total: m.console_budget_total,
  month: m.console_budget_month,
  quarter: m.console_budget_quarter,
  year: m.console_budget_year,
} as const satisfies Readonly<Record<BudgetPeriod, unknown>>;

export const budgetPeriods = Object.keys(budgetNames) as readonly BudgetPeriod[];
