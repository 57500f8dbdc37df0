import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { change, insertFree, remove } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { SharedBudgetEntity } from './entities/shared-budget.entity.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';

/** Budgets of locations and of the club. */
@Injectable()
export class SharedBudgetsRepository {
  constructor(private readonly transactions: Transactions) {}

  async all(): Promise<SharedBudgetRecord[]> {
    return this.#rows.find({ order: { id: 'asc' } });
  }

  async find(id: string): Promise<SharedBudgetRecord | null> {
    return this.#rows.findOneBy({ id });
  }

  /** Undefined if the holder has a budget already. */
  async insert(budget: Omit<SharedBudgetRecord, 'version'>): Promise<SharedBudgetRecord | undefined> {
    return (await insertFree(this.#rows, [{ ...budget, version: 1 }]))[0];
  }

  /** Undefined if it no longer has this version. */
  async update(
    { id, per, points }: SharedBudgetRecord,
    version: number,
  ): Promise<SharedBudgetRecord | undefined> {
    return change(this.#rows, { id, version }, { per, points });
  }

  async remove(id: string): Promise<SharedBudgetRecord | undefined> {
    return (await remove(this.#rows, { id }))[0];
  }

  get #rows(): Repository<SharedBudgetEntity> {
    return this.transactions.entities(SharedBudgetEntity);
  }
}
