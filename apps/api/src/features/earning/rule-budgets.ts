import { Injectable } from '@nestjs/common';
import type { EarningRule, RuleContent } from '@regulars/contracts';
import { budgetPace, budgetPeriod, localDateOf, type BudgetPeriod, type Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { statement } from './statements.ts';

const used = statement(
  'budgets-used',
  `select asked.id, sum(s.used)::bigint as used, min(d.at) as earlier_at, min(d.used) as earlier_used
   from unnest($1::uuid[], $2::text[], $3::date[]) as asked(id, per, period_from)
   join budget_shards s on s.budget_id = asked.id and s.per = asked.per and s.period_from = asked.period_from
   left join lateral (
     select at, budget_days.used from budget_days
     where budget_id = asked.id and per = asked.per and period_from = asked.period_from and day >= $4::date
     order by day limit 1) d on true
   group by asked.id`,
);

/** The pace of a budget is that of so many days. */
export const daysOfPace = 7;

/** The first local day of the period, as text; `-infinity` for all time. */
export const budgetFrom = (per: BudgetPeriod, at: Instant, zone: string): string => {
  const period = budgetPeriod(per, at, zone);
  return period ? localDateOf(period.from, zone).toString() : '-infinity';
};

/** The first local day of the next period; null for all time, and if the rule ends before. */
export const budgetRenewsOn = (
  per: BudgetPeriod,
  at: Instant,
  zone: string,
  ruleEnds: Instant | null,
): string | null => {
  const period = budgetPeriod(per, at, zone);
  if (!period || (ruleEnds !== null && ruleEnds <= period.until)) return null;
  return localDateOf(period.until, zone).toString();
};

/** What a budget has given in its current period, and how long it lasts. */
export type BudgetUse = Pick<EarningRule, 'budgetUsed' | 'budgetOutlook'>;
type Budget = NonNullable<RuleContent['budget']>;

interface Holder extends Pick<RuleContent, 'budget'> {
  /** Of the rule, or of a budget that rules share. */
  readonly id: string;
  /** When it ends; exclusive; null: never. */
  readonly ends: Instant | null;
}
interface Ending {
  readonly budget: Budget;
  readonly ends: Instant | null;
}

/** What was given of budgets: of rules, and of those that rules share. */
@Injectable()
export class RuleBudgets {
  constructor(
    private readonly transactions: Transactions,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** In the period of `now`, by id. */
  async usedNow(
    holders: readonly Holder[],
    now: Instant = this.clock.now(),
  ): Promise<(id: string) => BudgetUse> {
    const asked = holders.flatMap(({ id, budget, ends }) => (budget ? [{ id, budget, ends }] : []));
    if (asked.length === 0) return () => noUse;
    const { timeZone: zone } = await this.club.current();
    const rows = await this.transactions.query(used, [
      asked.map(({ id }) => id),
      asked.map(({ budget }) => budget.per),
      asked.map(({ budget }) => budgetFrom(budget.per, now, zone)),
      localDateOf(now, zone).subtract({ days: daysOfPace }).toString(),
    ]);
    const known = new Map(rows.map((row) => [row.id, row]));
    const uses = new Map(
      asked.map(({ id, budget, ends }) => [id, useOf({ budget, ends }, known.get(id), now, zone)]),
    );
    return (id) => uses.get(id) ?? noUse;
  }
}

const noUse: BudgetUse = { budgetUsed: null, budgetOutlook: null };

interface Seen {
  readonly used: number;
  readonly earlier_at: Date | null;
  readonly earlier_used: number | null;
}

function useOf({ budget, ends }: Ending, seen: Seen | undefined, now: Instant, zone: string): BudgetUse {
  const given = seen?.used ?? 0;
  const earlier =
    seen?.earlier_at && seen.earlier_used !== null
      ? { at: seen.earlier_at.getTime(), used: seen.earlier_used }
      : null;
  const until = budgetPeriod(budget.per, now, zone)?.until ?? null;
  const pace = earlier && budgetPace(budget, earlier, { at: now, used: given }, until);
  const usedUpAt = pace?.usedUpAt ?? null;
  return {
    budgetUsed: given,
    budgetOutlook: {
      renewsOn: budgetRenewsOn(budget.per, now, zone, ends),
      perDay: pace && pace.perDay,
      usedUpOn: usedUpAt === null ? null : localDateOf(usedUpAt, zone).toString(),
    },
  };
}
