import { Injectable } from '@nestjs/common';
import type { RuleContent } from '@regulars/contracts';
import { budgetPeriod, localDateOf, type BudgetPeriod, type Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { statement } from './statements.ts';

const used = statement(
  'rule-budgets-used',
  `select asked.id, sum(s.used)::bigint as used
   from unnest($1::uuid[], $2::text[], $3::date[]) as asked(id, per, period_from)
   join rule_budget_shards s on s.rule_id = asked.id and s.per = asked.per and s.period_from = asked.period_from
   group by asked.id`,
);

/** The first local day of the period, as text; `-infinity` for all time. */
export const budgetFrom = (per: BudgetPeriod, at: Instant, zone: string): string => {
  const period = budgetPeriod(per, at, zone);
  return period ? localDateOf(period.from, zone).toString() : '-infinity';
};

/** What rules have given of their budgets. */
@Injectable()
export class RuleBudgets {
  constructor(
    private readonly transactions: Transactions,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** In the current period, by rule. */
  async usedNow(
    rules: readonly ({ readonly id: string } & Pick<RuleContent, 'budget'>)[],
  ): Promise<(id: string) => number> {
    const asked = rules.flatMap(({ id, budget }) => (budget ? [{ id, per: budget.per }] : []));
    if (asked.length === 0) return () => 0;
    const { timeZone } = await this.club.current();
    const now = this.clock.now();
    const rows = await this.transactions.query(used, [
      asked.map(({ id }) => id),
      asked.map(({ per }) => per),
      asked.map(({ per }) => budgetFrom(per, now, timeZone)),
    ]);
    const known = new Map(rows.map((row) => [row.id, row.used]));
    return (id) => known.get(id) ?? 0;
  }
}
