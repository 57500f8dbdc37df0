import { Injectable } from '@nestjs/common';
import type { Coupon, RewardEffect } from '@regulars/contracts';
import type { NotRedeemed, Redeemable } from '@regulars/loyalty';
import {
  CouponCodes,
  type CodesSale,
  type FoundCode,
  type KeptCode,
  type SaidCode,
} from '../coupons/index.ts';
import { redeemableOf } from '../discounts/index.ts';
import { CartVouchers, voucherRefusalInCart, type CartVoucher } from '../rewards/index.ts';

/** A voucher as a cart keeps it. */
interface KeptVoucher {
  readonly voucherId: string;
}

/** A code of a cart as it is stored. */
export type KeptCartCode = KeptCode | KeptVoucher;

interface FoundVoucher {
  readonly kept: KeptVoucher;
  readonly voucher: CartVoucher;
}

/** What a code of a cart stands for. */
export type CartCode = FoundCode | FoundVoucher;

export const isVoucherCode = (code: CartCode): code is FoundVoucher => 'voucher' in code;

/** What a code says in a sale. */
export interface SaidInCart extends SaidCode {
  /** It is the code of a voucher. */
  readonly voucher?: { readonly location: string | null };
}

/** The codes of a cart: those of coupons, and those of vouchers that lower a price. Locks nothing. */
@Injectable()
export class CartCodes {
  constructor(
    private readonly coupons: CouponCodes,
    private readonly vouchers: CartVouchers,
  ) {}

  /** As typed, or as a checkout keeps them. A code of a coupon counts as that, also if it looks like one of a voucher. */
  async find(codes: readonly KeptCartCode[]): Promise<readonly CartCode[]> {
    const typed = codes.flatMap((code) => (isKeptVoucher(code) ? [] : [code]));
    const coupons = new Map((await this.findCoupons(typed)).map((each, place) => [typed[place], each]));
    const textOf = (code: KeptCartCode): string[] => {
      if (isKeptVoucher(code)) return [code.voucherId];
      return typeof code === 'string' && !coupons.get(code)?.coupon ? [code] : [];
    };
    const vouchers = await this.vouchers.find(codes.flatMap(textOf));
    return codes.map((code) => {
      const voucher = textOf(code).map((text) => vouchers.get(text))[0];
      if (voucher) return { kept: { voucherId: voucher.id }, voucher };
      return (isKeptVoucher(code) ? undefined : coupons.get(code)) ?? { kept: '', coupon: null, row: null };
    });
  }

  async findCoupons(codes: readonly KeptCode[]): Promise<FoundCode[]> {
    return this.coupons.find(codes);
  }

  /** What they may take off in a sale. `hold` is the checkout that may hold some of them. */
  async judge(found: readonly CartCode[], sale: CodesSale, hold?: string): Promise<SaidInCart[]> {
    const coupons = found.flatMap((code) => (isVoucherCode(code) ? [] : [code]));
    const said = await this.coupons.judge(coupons, sale, hold);
    const location = coupons.length < found.length ? await this.vouchers.placeName(sale.locationId) : null;
    const before = new Set<string>();
    return found.flatMap((code): SaidInCart[] => {
      if (!isVoucherCode(code)) return said.splice(0, 1);
      const { id } = code.voucher;
      const isTwice = before.has(id);
      before.add(id);
      const refusal = isTwice ? ({ kind: 'twice' } as const) : voucherRefusalInCart(code.voucher, sale, hold);
      return [{ ...sayVoucher(code.voucher, refusal), voucher: { location } }];
    });
  }
}

const isKeptVoucher = (code: KeptCartCode): code is KeptVoucher =>
  typeof code !== 'string' && 'voucherId' in code;

/** It has no version: what it takes off never changes. */
const sayVoucher = ({ id, ending, name, effect }: CartVoucher, refusal: NotRedeemed | null): SaidCode => ({
  code: `…${ending}`,
  unique: null,
  coupon: { id, version: 1, name },
  verdict:
    refusal || !effect
      ? { because: refusal ?? { kind: 'voucher-without-effect' } }
      : { redeemable: redeemableVoucher(id, effect) },
});

/** What a voucher takes off a cart. */
export const redeemableVoucher = (id: string, effect: NonNullable<RewardEffect>): Redeemable =>
  redeemableOf({ id, ...whole, effect: ofCart(effect) }, 'vouchers');

const whole = { on: {}, nth: null, atMost: null, minimumSpend: null, exclusive: false };

const once = { of: 'reduced', per: 'cart' } as const;
const ofCart = (effect: RewardEffect): Coupon['effect'] => ({ ...once, ...effect });
