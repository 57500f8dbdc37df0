import { Injectable } from '@nestjs/common';
import type { BudgetPeriod, BudgetState } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface BudgetOfPeriod {
  /** Of the rule that has it, or its own. */
  readonly id: string;
  readonly per: BudgetPeriod;
  /** The first local day; `-infinity` for all time. */
  readonly from: string;
}

const tell = statement(
  'budget-notice-insert',
  `insert into budget_notices (budget_id, per, period_from, points, state, at)
   values ($1, $2, $3::date, $4, $5, $6) on conflict do nothing returning state`,
);
const keepDay = statement(
  'budget-day-insert',
  `insert into budget_days (budget_id, per, period_from, day, at, used)
   values ($1, $2, $3::date, $4::date, $5, $6) on conflict do nothing returning day`,
);
const forgetDays = statement('budget-days-forget', 'delete from budget_days where day < $1::date');

/** What was told about budgets, and what they had given on the days before. */
@Injectable()
export class BudgetNoticesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Whether this was not told before. */
  async tell(
    { id, per, from }: BudgetOfPeriod,
    points: number,
    state: Exclude<BudgetState, 'open'>,
    at: Date,
  ): Promise<boolean> {
    const rows = await this.transactions.query(tell, [id, per, from, points, state, at]);
    return rows.length > 0;
  }

  /** Keeps the first look of a day; later ones change nothing. */
  async keep({ id, per, from }: BudgetOfPeriod, day: string, at: Date, used: number): Promise<void> {
    await this.transactions.query(keepDay, [id, per, from, day, at, used]);
  }

  async forgetBefore(day: string): Promise<void> {
    await this.transactions.query(forgetDays, [day]);
  }
}
