import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import type { OwnCoupon } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { OwnDiscounts } from '../discounts/index.ts';
import { Audiences } from '../facts/index.ts';
import { isReadable, type CouponRow } from './coupon.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { LiveCoupons } from './live-coupons.ts';

/** The coupons that members find in the portal: those shown to them, and those that they used. */
@Injectable()
export class OwnCoupons {
  constructor(
    private readonly live: LiveCoupons,
    private readonly coupons: CouponsRepository,
    private readonly audiences: Audiences,
    private readonly own: OwnDiscounts,
    private readonly clock: Clock,
  ) {}

  /** Those that they can use, then those that they used, the latest first. */
  async of(memberId: string): Promise<OwnCoupon[]> {
    const shown = await this.#shownTo(memberId);
    const leftOf = await this.own.leftOf(memberId, shown);
    const { usedIds, show } = await this.own.of(memberId, 'coupon');
    const ready = shown.filter((coupon) => leftOf(coupon) !== 0);
    const isReady = new Set(ready.map(({ id }) => id));
    const used = await this.#used(usedIds.filter((id) => !isReady.has(id)));
    return [
      ...ready.map((coupon): OwnCoupon => ({
        ...show(coupon, leftOf(coupon)),
        state: 'ready',
        code: coupon.code,
      })),
      ...used.map((coupon): OwnCoupon => ({ ...show(coupon, 0), state: 'used', code: null })),
    ];
  }

  /** The first to end first. */
  async #shownTo(memberId: string): Promise<readonly CouponRow[]> {
    const shown = await this.live.shownAt(this.clock.now());
    const asked = shown.flatMap(({ id, audience }): { id: string; audience: Condition }[] =>
      audience ? [{ id, audience }] : [],
    );
    const held = await this.audiences.holds(
      memberId,
      asked.map(({ audience }) => audience),
    );
    const closed = new Set(asked.filter((_, index) => held[index] !== true).map(({ id }) => id));
    return shown.filter(({ id }) => !closed.has(id));
  }

  /** In the order of the ids. */
  async #used(ids: readonly string[]): Promise<readonly CouponRow[]> {
    const rows = (await this.coupons.some(ids)).filter(isReadable);
    return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  }
}
