import { Injectable } from '@nestjs/common';
import {
  codeKey,
  couponRefusal,
  type CouponSale,
  type NotRedeemed,
  type Redeemable,
} from '@regulars/loyalty';
import type { Texts } from '@regulars/contracts';
import { redeemableOf, RedemptionsRepository, validityOf, type UsesAsked } from '../discounts/index.ts';
import type { CouponRow } from './coupon.ts';
import { LiveCoupons } from './live-coupons.ts';

/** The sale in which codes are said. */
export interface CodesSale extends Omit<CouponSale, 'hasMember'>, UsesAsked {}

/** A code of a cart. */
export interface SaidCode {
  /** As typed. */
  readonly code: string;
  readonly coupon: { readonly id: string; readonly version: number; readonly name: Texts } | null;
  /** What it may take off, or why it cannot. */
  readonly verdict: { readonly redeemable: Redeemable } | { readonly because: NotRedeemed };
}

/** What the codes of a cart stand for. Locks nothing: `CouponParticipant` decides again when the sale is booked. */
@Injectable()
export class CouponCodes {
  constructor(
    private readonly live: LiveCoupons,
    private readonly redemptions: RedemptionsRepository,
  ) {}

  /** Whether the member matters for one of them. */
  async askForMember(codes: readonly string[]): Promise<boolean> {
    const coupons = await Promise.all(codes.map((code) => this.#couponOf(code)));
    return coupons.some((coupon) => {
      const limits = coupon?.terms.limits;
      return limits !== undefined && (limits.perMember !== null || limits.perMemberAndDay !== null);
    });
  }

  /** Those that no coupon has, each once. */
  async unknown(codes: readonly string[]): Promise<string[]> {
    const unknown: string[] = [];
    for (const code of new Set(codes)) if ((await this.#couponOf(code)) === null) unknown.push(code);
    return unknown;
  }

  /** All coupons that are live, as if their codes were said. */
  async every(sale: CodesSale): Promise<SaidCode[]> {
    const live = await this.live.live();
    return this.read(
      live.map(({ code }) => code),
      sale,
    );
  }

  async read(codes: readonly string[], sale: CodesSale): Promise<SaidCode[]> {
    const found: { code: string; coupon: CouponRow | null }[] = [];
    for (const code of codes) found.push({ code, coupon: await this.#couponOf(code) });
    const ids = found.flatMap(({ coupon }) => coupon?.id ?? []);
    const usesOf = await this.redemptions.usesOf(ids, sale);
    const before = new Set<string>();
    return found.map(({ code, coupon }) => {
      if (!coupon) return { code, coupon: null, verdict: { because: { kind: 'unknown' } } };
      const isTwice = before.has(coupon.id);
      before.add(coupon.id);
      const refusal: NotRedeemed | null = isTwice
        ? { kind: 'twice' }
        : couponRefusal(
            validityOf(coupon),
            { ...sale, hasMember: sale.memberId !== null },
            usesOf(coupon.id),
          );
      return {
        code,
        coupon: { id: coupon.id, version: coupon.version, name: coupon.name },
        verdict: refusal
          ? { because: refusal }
          : { redeemable: redeemableOf({ id: coupon.id, ...coupon.terms }, 'coupons') },
      };
    });
  }

  /** Null if no coupon has it. */
  async idOf(code: string): Promise<string | null> {
    return (await this.#couponOf(code))?.id ?? null;
  }

  async #couponOf(code: string): Promise<CouponRow | null> {
    const key = codeKey(code);
    return key === null ? null : this.live.withCode(key);
  }
}
