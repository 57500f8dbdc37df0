import { Injectable } from '@nestjs/common';
import { budgetState, localDateOf, type BudgetState, type EarningRule } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { ClubSettings } from '../club/index.ts';
import { BudgetNoticesRepository } from './budget-notices.repository.ts';
import { budgetFrom, daysOfPace, RuleBudgets } from './rule-budgets.ts';

type Told = Exclude<BudgetState, 'open'>;
type BudgetEvent = ClubEvent<'earning-rule.budget-nearly-used' | 'earning-rule.budget-used-up'>;

const eventNames: { readonly [State in Told]: BudgetEvent['name'] } = {
  nearly: 'earning-rule.budget-nearly-used',
  'used-up': 'earning-rule.budget-used-up',
};

interface When {
  readonly at: Date;
  readonly zone: string;
}

/** Tells what became of the budgets of rules, and keeps how fast they are used. */
@Injectable()
export class BudgetWatch {
  constructor(
    private readonly budgets: RuleBudgets,
    private readonly notices: BudgetNoticesRepository,
    private readonly outbox: Outbox,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Safe to run twice, also at the same time: each notice is told once. */
  async look(rules: readonly EarningRule[]): Promise<void> {
    const live = rules.filter(({ budget }) => budget !== undefined);
    if (live.length === 0) return;
    await this.transactions.run(async () => {
      // Read once: what was used in a period is told about this period, also when the next one begins meanwhile.
      const at = this.clock.date();
      const { timeZone: zone } = await this.club.current();
      const usedOf = await this.budgets.usedNow(
        live.map(({ id, budget, validity }) => ({ id, budget: budget ?? null, ends: validity.until })),
        at.getTime(),
      );
      for (const rule of live) await this.#look(rule, usedOf(rule.id).budgetUsed ?? 0, { at, zone });
      const kept = localDateOf(at.getTime(), zone).subtract({ days: daysOfPace });
      await this.notices.forgetBefore(kept.toString());
    });
  }

  async #look({ id: ruleId, version, budget }: EarningRule, used: number, { at, zone }: When): Promise<void> {
    if (!budget) return;
    const now = at.getTime();
    const from = budgetFrom(budget.per, now, zone);
    const period = { ruleId, per: budget.per, from };
    await this.notices.keep(period, localDateOf(now, zone).toString(), at, used);
    const state = budgetState(budget, used);
    if (state === 'open' || !(await this.notices.tell(period, budget.points, state, at))) return;
    const data = {
      ruleId,
      version,
      per: budget.per,
      periodFrom: from === '-infinity' ? null : from,
      points: budget.points,
      used,
    };
    await this.outbox.append([{ name: eventNames[state], memberId: null, data }]);
  }
}
