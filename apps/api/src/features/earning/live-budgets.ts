import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';
import { SharedBudgetsRepository } from './shared-budgets.repository.ts';

/** The budgets that all rules share, from memory. Every process hears of changes. */
@Injectable()
export class LiveBudgets {
  readonly #budgets: Remembered<readonly SharedBudgetRecord[]>;

  constructor(
    budgets: SharedBudgetsRepository,
    transactions: Transactions,
    private readonly changes: ClubChanges,
  ) {
    this.#budgets = new Remembered(transactions, () => budgets.all());
    changes.onChange(() => this.#budgets.forget());
  }

  all(): Promise<readonly SharedBudgetRecord[]> {
    return this.#budgets.get();
  }

  /** Call it in the transaction of the change. */
  async announce(id: string): Promise<void> {
    await this.changes.announce('budget', id);
  }
}
