import { Injectable } from '@nestjs/common';
import {
  budgetState,
  localDateOf,
  type Budget,
  type BudgetState,
  type EarningRule,
  type Instant,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { ClubSettings } from '../club/index.ts';
import { BudgetNoticesRepository } from './budget-notices.repository.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';
import { budgetFrom, daysOfPace, RuleBudgets } from './rule-budgets.ts';

type Told = Exclude<BudgetState, 'open'>;

/** What the event says besides its holder. */
interface Used extends Budget {
  readonly periodFrom: string | null;
  readonly used: number;
}

/** A budget to look at. */
export interface Watched {
  /** Of the rule, or of the shared budget. */
  readonly id: string;
  readonly budget: Budget;
  /** When its holder ends; exclusive; null: never. */
  readonly ends: Instant | null;
  readonly eventOf: (state: Told, used: Used) => ClubEvent;
}

const ofRules = {
  nearly: 'earning-rule.budget-nearly-used',
  'used-up': 'earning-rule.budget-used-up',
} as const;
const ofShared = { nearly: 'shared-budget.nearly-used', 'used-up': 'shared-budget.used-up' } as const;

export const watchedRules = (rules: readonly EarningRule[]): Watched[] =>
  rules.flatMap(({ id, version, budget, validity }) =>
    budget
      ? [
          {
            id,
            budget,
            ends: validity.until,
            eventOf: (state, used): ClubEvent => ({
              name: ofRules[state],
              memberId: null,
              data: { ruleId: id, version, ...used },
            }),
          },
        ]
      : [],
  );

export const watchedBudgets = (budgets: readonly SharedBudgetRecord[]): Watched[] =>
  budgets.map(({ id, locationId, per, points }) => ({
    id,
    budget: { per, points },
    ends: null,
    eventOf: (state, used): ClubEvent => ({
      name: ofShared[state],
      memberId: null,
      data: { budgetId: id, locationId, ...used },
    }),
  }));

interface When {
  readonly at: Date;
  readonly zone: string;
}

/** Tells what became of budgets, and keeps how fast they are used. */
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
  async look(watched: readonly Watched[]): Promise<void> {
    if (watched.length === 0) return;
    await this.transactions.run(async () => {
      // Read once: what was used in a period is told about this period, also when the next one begins in the meantime.
      const at = this.clock.date();
      const { timeZone: zone } = await this.club.current();
      const usedOf = await this.budgets.usedNow(watched, at.getTime());
      for (const each of watched) await this.#look(each, usedOf(each.id).budgetUsed ?? 0, { at, zone });
      const kept = localDateOf(at.getTime(), zone).subtract({ days: daysOfPace });
      await this.notices.forgetBefore(kept.toString());
    });
  }

  async #look({ id, budget, eventOf }: Watched, used: number, { at, zone }: When): Promise<void> {
    const now = at.getTime();
    const from = budgetFrom(budget.per, now, zone);
    const period = { id, per: budget.per, from };
    await this.notices.keep(period, localDateOf(now, zone).toString(), at, used);
    const state = budgetState(budget, used);
    if (state === 'open' || !(await this.notices.tell(period, budget.points, state, at))) return;
    const { per, points } = budget;
    const periodFrom = from === '-infinity' ? null : from;
    await this.outbox.append([eventOf(state, { per, points, periodFrom, used })]);
  }
}
