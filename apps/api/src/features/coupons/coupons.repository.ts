import { Injectable } from '@nestjs/common';
import { Not, type Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { CouponFigures, CouponRow } from './coupon.ts';
import { CouponEntity } from './entities/coupon.entity.ts';
import { statement } from './statements.ts';

const figures = statement(
  'coupon-figures',
  `select asked.id, coupon_uses(asked.id) - coupon_held(asked.id, '-infinity') as redeemed, coupon_held(asked.id, $2) as held
   from unnest($1::uuid[]) as asked(id)`,
);
const namesStatement = statement(
  'coupon-names',
  `select id, to_jsonb(name) as name from coupons where id = any($1::uuid[])`,
);

@Injectable()
export class CouponsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('coupon', namesStatement);
  }

  async all(): Promise<CouponRow[]> {
    return this.#rows.find();
  }

  async find(id: string): Promise<CouponRow | null> {
    return this.#rows.findOneBy({ id });
  }

  /** The coupon that has not ended and has this code. */
  async withCode(codeKey: string): Promise<CouponRow | null> {
    return this.#rows.findOneBy({ codeKey, state: Not('ended') });
  }

  /** By the id of the coupon. */
  async figuresOf(ids: readonly string[], at: Date): Promise<(id: string) => CouponFigures> {
    const rows = await this.transactions.query(figures, [ids, at]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? { redeemed: 0, held: 0 };
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
