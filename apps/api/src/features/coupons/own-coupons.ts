import { Injectable } from '@nestjs/common';
import type { OwnCoupon } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { isItsTime, OwnDiscounts, type OwnDiscountsOfMember } from '../discounts/index.ts';
import { Audiences } from '../facts/index.ts';
import { isReadable, type CouponRow } from './coupon.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { LiveCoupons } from './live-coupons.ts';
import { PersonalCodes } from './personal-codes.ts';
import type { OwnCode } from './sealed-codes.ts';

type Codes = readonly [OwnCode, ...OwnCode[]];

/** The coupons that members find in the portal: those shown to them, those of which they have a code of their own, and those that they used. */
@Injectable()
export class OwnCoupons {
  constructor(
    private readonly live: LiveCoupons,
    private readonly coupons: CouponsRepository,
    private readonly audiences: Audiences,
    private readonly own: OwnDiscounts,
    private readonly personal: PersonalCodes,
    private readonly clock: Clock,
  ) {}

  /** Those that they can use, then those that they used, the latest first. */
  async of(memberId: string): Promise<OwnCoupon[]> {
    const codes = await this.#codesOf(memberId);
    const open = (await this.#shownTo(memberId)).filter(({ id }) => !codes.has(id));
    const given = (await this.#withCodes([...codes.keys()])).map(withOwnCode);
    const shown = [...given, ...open];
    const leftOf = await this.own.leftOf(memberId, shown);
    const { usedIds, show } = await this.own.of(memberId, 'coupon');
    const ready = shown.filter((coupon) => leftOf(coupon) !== 0);
    const isReady = new Set(ready.map(({ id }) => id));
    const used = await this.#used(usedIds.filter((id) => !isReady.has(id)));
    return [
      ...ready.map((coupon): OwnCoupon => ({
        ...showReady(show, coupon, leftOf(coupon), codes.get(coupon.id)),
        state: 'ready',
        code: codes.get(coupon.id)?.[0].code ?? coupon.code,
      })),
      ...used.map((coupon): OwnCoupon => ({ ...show(coupon, 0), state: 'used', code: null })),
    ];
  }

  /** Codes that only this member can use, by coupon; the first to end first. */
  async #codesOf(memberId: string): Promise<ReadonlyMap<string, Codes>> {
    const codes = new Map<string, [OwnCode, ...OwnCode[]]>();
    for (const code of await this.personal.usableOf(memberId)) {
      const known = codes.get(code.couponId);
      if (known) known.push(code);
      else codes.set(code.couponId, [code]);
    }
    return codes;
  }

  /** Live ones whose time it is. */
  async #withCodes(ids: readonly string[]): Promise<readonly CouponRow[]> {
    const rows = await Promise.all(ids.map((id) => this.live.withId(id)));
    const isNow = isItsTime(this.clock.now());
    return rows.filter((row) => row !== null).filter((row) => row.state === 'live' && isNow(row));
  }

  /** The first to end first. */
  async #shownTo(memberId: string): Promise<readonly CouponRow[]> {
    const shown = await this.live.shownAt(this.clock.now());
    const closed = await this.audiences.closedTo(memberId, shown);
    return shown.filter(({ id }) => !closed.has(id));
  }

  /** In the order of the ids. */
  async #used(ids: readonly string[]): Promise<readonly CouponRow[]> {
    const rows = (await this.coupons.some(ids)).filter(isReadable);
    return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  }
}

/** The limit of the code that everyone types is not about the codes of the member. */
const withOwnCode = (coupon: CouponRow): CouponRow => {
  const { terms } = coupon;
  return { ...coupon, terms: { ...terms, limits: { ...terms.limits, perCode: null } } };
};

/** With codes of the member, it can be used as often as there are codes, and until the first of them ends. */
const showReady = (
  show: OwnDiscountsOfMember['show'],
  coupon: CouponRow,
  left: number | null,
  codes: Codes | undefined,
): ReturnType<OwnDiscountsOfMember['show']> => {
  if (!codes) return show(coupon, left);
  const { expiresAt } = codes[0];
  const endsFirst = expiresAt && (coupon.endsAt === null || expiresAt < coupon.endsAt);
  return show(
    endsFirst ? { ...coupon, endsAt: expiresAt } : coupon,
    Math.min(codes.length, left ?? codes.length),
  );
};
