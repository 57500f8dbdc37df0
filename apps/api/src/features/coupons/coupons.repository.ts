import { Injectable } from '@nestjs/common';
import { In, Not, type Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { DiscountBudgets, RedemptionsRepository, type Budgeted } from '../discounts/index.ts';
import type { CouponFigures, CouponRow } from './coupon.ts';
import { CouponEntity } from './entities/coupon.entity.ts';
import { statement } from './statements.ts';

const namesStatement = statement(
  'coupon-names',
  `select id, to_jsonb(name) as name from coupons where id = any($1::uuid[])`,
);

@Injectable()
export class CouponsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly redemptions: RedemptionsRepository,
    private readonly budgets: DiscountBudgets,
    names: Names,
  ) {
    names.register('coupon', namesStatement);
  }

  /** Those in one state, or all. */
  async all(state?: CouponRow['state']): Promise<CouponRow[]> {
    return this.#rows.find(state && { where: { state } });
  }

  async find(id: string): Promise<CouponRow | null> {
    return this.#rows.findOneBy({ id });
  }

  async some(ids: readonly string[]): Promise<CouponRow[]> {
    return ids.length === 0 ? [] : this.#rows.findBy({ id: In([...ids]) });
  }

  /** The coupon that has not ended and has this code. */
  async withCode(codeKey: string): Promise<CouponRow | null> {
    return this.#rows.findOneBy({ codeKey, state: Not('ended') });
  }

  /** By the id of the coupon. */
  async figuresOf(coupons: readonly Budgeted[], at: Date): Promise<(id: string) => CouponFigures> {
    const ids = coupons.map(({ id }) => id);
    const redeemed = await this.redemptions.figuresOf(ids, at);
    const spentOf = await this.budgets.spentOf(coupons, at.getTime());
    return (id) => ({ ...redeemed(id), budgetSpent: spentOf(id) });
  }

  async insert(coupon: Omit<CouponRow, 'version'>): Promise<CouponRow> {
    return insert(this.#rows, coupon);
  }

  /** Undefined if someone else was faster. */
  async update(coupon: Omit<CouponRow, 'version'>, version: number): Promise<CouponRow | undefined> {
    return change(this.#rows, { id: coupon.id, version }, coupon);
  }

  get #rows(): Repository<CouponEntity> {
    return this.transactions.entities(CouponEntity);
  }
}
