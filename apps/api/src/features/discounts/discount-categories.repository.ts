import { Injectable } from '@nestjs/common';
import type { Texts, WithinDiscountCategory } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { Clock } from '../../platform/clock.ts';
import { change, insert, remove } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { DiscountCategoryEntity } from './entities/discount-category.entity.ts';
import { statement } from './statements.ts';

const names = statement(
  'discount-category-names',
  'select id, to_jsonb(name) as name from discount_categories where id = any($1::uuid[])',
);
const lockAll = statement(
  'discount-categories-lock',
  `select pg_advisory_xact_lock(hashtextextended('discount-categories', 0))::text as locked`,
);
const lock = statement(
  'discount-category-lock',
  'select id from discount_categories where id = $1 for update',
);
const hold = statement(
  'discount-category-hold',
  'select id from discount_categories where id = $1 for key share',
);

export interface CategoryContent {
  readonly name: Texts;
  readonly priority: number;
  readonly within: WithinDiscountCategory;
}

export interface CategoryRow extends CategoryContent {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Date;
}

@Injectable()
export class DiscountCategoriesRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    registry: Names,
  ) {
    registry.register('discount-category', names);
  }

  /** In the order in which they count. */
  async all(): Promise<CategoryRow[]> {
    return this.#rows.find({ order: { priority: 'asc' } });
  }

  async find(id: string): Promise<CategoryRow | null> {
    return this.#rows.findOneBy({ id });
  }

  async insert(id: string, content: CategoryContent): Promise<CategoryRow> {
    return insert(this.#rows, { id, ...content, version: 1, updatedAt: this.clock.date() });
  }

  /** Undefined if someone else was faster. */
  async update(
    known: { readonly id: string; readonly version: number },
    { name, priority, within }: CategoryContent,
  ): Promise<CategoryRow | undefined> {
    return change(this.#rows, known, { name, priority, within, updatedAt: this.clock.date() });
  }

  async remove(id: string): Promise<void> {
    await remove(this.#rows, { id });
  }

  /** Until the transaction ends nobody else adds or changes one. */
  async lockAll(): Promise<void> {
    await this.transactions.query(lockAll);
  }

  /** Nobody else can change or begin to use it before the end of the transaction. */
  async lock(id: string): Promise<void> {
    await this.transactions.query(lock, [id]);
  }

  /** Nobody can remove it before the end of the transaction. False if it does not exist. */
  async hold(id: string): Promise<boolean> {
    return (await this.transactions.query(hold, [id])).length > 0;
  }

  get #rows(): Repository<DiscountCategoryEntity> {
    return this.transactions.entities(DiscountCategoryEntity);
  }
}
