import { Injectable } from '@nestjs/common';
import type { BodyOf, Coupon, createCoupon, listCoupons, QueryOf, updateCoupon } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { withUnreadable, type ReadablePage } from '../../platform/http/readable.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { DiscountReferences } from '../discounts/index.ts';
import {
  assertNext,
  assertSound,
  isReadable,
  savedCoupon,
  showCoupon,
  type CouponContent,
  type CouponRow,
} from './coupon.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { LiveCoupons } from './live-coupons.ts';

/** The coupons of the club. */
@Injectable()
export class Coupons {
  constructor(
    private readonly coupons: CouponsRepository,
    private readonly references: DiscountReferences,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly live: LiveCoupons,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(query: QueryOf<typeof listCoupons>): Promise<ReadablePage<Coupon>> {
    const all = await this.coupons.all();
    const readable = all.filter(isReadable);
    const ids = readable.map(({ id }) => id);
    const figuresOf = await this.coupons.figuresOf(ids, this.clock.date());
    const shown = readable.map((row) => showCoupon(row, figuresOf(row.id)));
    const list = sortedPage(shown, query, { by: { created: 'id' }, usual: 'created', usualOrder: 'desc' });
    return withUnreadable(
      list,
      query.cursor,
      all.filter((row) => !isReadable(row)),
    );
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<Coupon> {
    const row = await this.coupons.find(id);
    if (!row || !isReadable(row)) throw new ClubError('not-found');
    return this.#shown(row);
  }

  /** Throws `invalid-request`, `already-taken`, `unknown-location`, `unknown-product-set`. */
  async create(actor: Actor, content: BodyOf<typeof createCoupon>): Promise<Coupon> {
    return this.transactions.run(async () => {
      const saved = await this.#possible(newId(), content);
      return this.#tell(actor, 'coupon.created', await this.coupons.insert(saved));
    });
  }

  /**
   * Creates a new version. Throws `not-found`, `version-changed`, `invalid-request`, `already-taken`, `unknown-location`,
   * `unknown-product-set`.
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
      const row = await this.coupons.update(await this.#possible(id, content), expectedVersion);
      if (!row) throw new ClubError('version-changed');
      return this.#tell(actor, 'coupon.changed', row, before);
    });
  }

  async #possible(id: string, content: CouponContent): Promise<Omit<CouponRow, 'version'>> {
    assertSound(content);
    await this.references.assertKnown(content);
    const saved = savedCoupon(id, content, this.clock.date());
    const same = saved.state === 'ended' ? null : await this.coupons.withCode(saved.codeKey);
    if (same && same.id !== id)
      throw ClubError.field('already-taken', '/code', 'another coupon has this code');
    return saved;
  }

  async #tell(actor: Actor, action: string, row: CouponRow, before?: Coupon): Promise<Coupon> {
    const after = await this.#shown(row);
    const subject = { type: 'coupon', id: row.id };
    await this.audit.record(actor, { action, subject, before: plain(before), after: plain(after) });
    await this.live.announce(row.id);
    return after;
  }

  async #shown(row: CouponRow): Promise<Coupon> {
    const figuresOf = await this.coupons.figuresOf([row.id], this.clock.date());
    return showCoupon(row, figuresOf(row.id));
  }
}

/** Figures change by themselves. */
const plain = (coupon: Coupon | undefined): Omit<Coupon, 'figures'> | undefined => {
  if (!coupon) return undefined;
  const { figures: _, ...content } = coupon;
  return content;
};
