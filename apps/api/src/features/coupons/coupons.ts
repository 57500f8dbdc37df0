import { Injectable } from '@nestjs/common';
import {
  type BodyOf,
  type Coupon,
  type createCoupon,
  type listCoupons,
  type QueryOf,
  type Texts,
  type updateCoupon,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ReadablePage } from '../../platform/http/readable.ts';
import { newId } from '../../platform/ids.ts';
import { assertNext, listedDiscounts, withoutFigures } from '../discounts/index.ts';
import { isReadable, showCoupon, type CouponRow } from './coupon.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { LiveCoupons } from './live-coupons.ts';
import { PossibleCoupons } from './possible-coupons.ts';

/** The coupons of the club. */
@Injectable()
export class Coupons {
  constructor(
    private readonly coupons: CouponsRepository,
    private readonly possible: PossibleCoupons,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly live: LiveCoupons,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(query: QueryOf<typeof listCoupons>): Promise<ReadablePage<Coupon>> {
    const all = await this.coupons.all(query.state);
    return listedDiscounts(all, query, isReadable, (rows) => this.#shown(rows));
  }

  /** By their ids. */
  async names(): Promise<ReadonlyMap<string, Texts>> {
    return new Map((await this.coupons.all()).map(({ id, name }) => [id, name]));
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<Coupon> {
    const row = await this.coupons.find(id);
    if (!row || !isReadable(row)) throw new ClubError('not-found');
    return this.#one(row);
  }

  /** Throws `invalid-request`, `already-taken`, `too-many-shown-coupons`, `unknown-location`, `unknown-product-set`. */
  async create(actor: Actor, content: BodyOf<typeof createCoupon>): Promise<Coupon> {
    return this.transactions.run(async () => {
      const saved = await this.possible.save(newId(), content);
      return this.#tell(actor, 'coupon.created', await this.coupons.insert(saved));
    });
  }

  /**
   * Creates a new version. Throws `not-found`, `version-changed`, `invalid-request`, `already-taken`, `too-many-shown-coupons`,
   * `unknown-location`, `unknown-product-set`.
   */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateCoupon>,
    expectedVersion: number,
  ): Promise<Coupon> {
    return this.transactions.run(async () => {
      const before = await this.find(id);
      const content = { ...before, ...patch };
      assertNext(before.state, content.state);
      const row = await this.coupons.update(await this.possible.save(id, content), expectedVersion);
      if (!row) throw new ClubError('version-changed');
      return this.#tell(actor, 'coupon.changed', row, before);
    });
  }

  async #tell(actor: Actor, action: string, row: CouponRow, before?: Coupon): Promise<Coupon> {
    const after = await this.#one(row);
    const subject = { type: 'coupon', id: row.id };
    await this.audit.record(actor, {
      action,
      subject,
      before: withoutFigures(before),
      after: withoutFigures(after),
    });
    await this.live.announce(row.id);
    return after;
  }

  async #one(row: CouponRow): Promise<Coupon> {
    const [shown] = await this.#shown([row]);
    if (!shown) throw new Error('each coupon is shown');
    return shown;
  }

  async #shown(rows: readonly CouponRow[]): Promise<Coupon[]> {
    const figuresOf = await this.coupons.figuresOf(rows, this.clock.date());
    return rows.map((row) => showCoupon(row, figuresOf(row.id)));
  }
}
