import { Injectable } from '@nestjs/common';
import {
  codeKey,
  couponRefusal,
  uniqueCodeForm,
  type CouponSale,
  type NotRedeemed,
  type Redeemable,
} from '@regulars/loyalty';
import type { Texts } from '@regulars/contracts';
import { Redeemables, RedemptionsRepository, validityOf, type UsesAsked } from '../discounts/index.ts';
import { Audiences } from '../facts/index.ts';
import { endingOf } from './code-ending.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import type { CouponRow } from './coupon.ts';
import { shownCode, type KeptCode, type UniqueReference } from './kept-code.ts';
import { LiveCoupons } from './live-coupons.ts';
import { UniqueCodesRepository, type UniqueCodeRow } from './unique-codes.repository.ts';

/** The sale in which codes are said. */
export interface CodesSale extends Omit<CouponSale, 'hasMember' | 'byCode'>, UsesAsked {}

/** A code of a cart. */
export interface SaidCode {
  /** As replies show it. */
  readonly code: string;
  /** Of a code for one use. */
  readonly unique: { readonly id: string; readonly returns: boolean } | null;
  readonly coupon: { readonly id: string; readonly version: number; readonly name: Texts } | null;
  /** What it may take off, or why it cannot. */
  readonly verdict: { readonly redeemable: Redeemable } | { readonly because: NotRedeemed };
}

/** What a code stands for. */
export interface FoundCode {
  readonly kept: KeptCode;
  readonly coupon: CouponRow | null;
  /** Of a code for one use. */
  readonly row: UniqueCodeRow | null;
}

/**
 * What the codes of a cart stand for. Locks nothing: `CodeParticipant` and `DiscountParticipant` decide again when the sale
 * is booked.
 */
@Injectable()
export class CouponCodes {
  constructor(
    private readonly live: LiveCoupons,
    private readonly unique: UniqueCodesRepository,
    private readonly key: CodeKey,
    private readonly redemptions: RedemptionsRepository,
    private readonly redeemables: Redeemables,
    private readonly audiences: Audiences,
  ) {}

  /** All coupons that members find, as if their codes were said. Codes that the club does not show stay with those who know them. */
  async every(sale: CodesSale): Promise<SaidCode[]> {
    const shown = await this.live.shownAt(sale.at);
    const said = await this.judge(
      shown.map((coupon) => ({ kept: coupon.code ?? '', coupon, row: null })),
      sale,
    );
    return said.filter(({ verdict }) => !('because' in verdict && verdict.because.kind === 'not-for-member'));
  }

  /** What they may take off in a sale. `hold` is the checkout that may hold some of them. */
  async judge(found: readonly FoundCode[], sale: CodesSale, hold?: string): Promise<SaidCode[]> {
    const coupons = found.flatMap(({ coupon }) => coupon ?? []);
    const usesOf = await this.redemptions.usesOf(coupons, sale);
    const redeemableOf = await this.redeemables.of(coupons, 'coupons', sale.at);
    const isFor = await this.#audienceOf(found, sale.memberId);
    const before = new Set<string>();
    return found.map(({ kept, coupon, row }) => {
      const code = shownCode(kept);
      if (!coupon) return { code, unique: null, coupon: null, verdict: { because: unknown(kept) } };
      const isTwice = before.has(coupon.id);
      before.add(coupon.id);
      const sold = { ...sale, hasMember: sale.memberId !== null, byCode: row === null };
      const refusal =
        (isTwice ? ({ kind: 'twice' } as const) : null) ??
        codeRefusal(row, sale, hold) ??
        couponRefusal(validityOf(coupon), sold, usesOf(coupon.id)) ??
        isFor(coupon);
      const { id, version, name, codesReturn: returns } = coupon;
      return {
        code,
        unique: row && { id: row.id, returns },
        coupon: { id, version, name },
        verdict: refusal ? { because: refusal } : { redeemable: redeemableOf(coupon) },
      };
    });
  }

  /** Null if no coupon has it. */
  async idOf(code: string): Promise<string | null> {
    const [found] = await this.find([code]);
    return found?.coupon?.id ?? null;
  }

  /** As typed, or as a checkout keeps them. Those that are not shared are looked up together, by their keyed hashes. */
  async find(codes: readonly KeptCode[]): Promise<FoundCode[]> {
    const read: { typed: KeptCode; shared: CouponRow | null; reference: UniqueReference | null }[] = [];
    for (const typed of codes) {
      const shared = await this.#shared(typed);
      read.push({ typed, shared, reference: shared ? null : this.#reference(typed) });
    }
    const rows = await this.unique.known(read.flatMap(({ reference }) => reference?.id ?? []));
    const found: FoundCode[] = [];
    for (const { typed, shared, reference } of read) {
      const row = (reference && rows.get(reference.id)) ?? null;
      const coupon = row ? await this.live.withId(row.couponId) : shared;
      found.push({ kept: keptOf(typed, reference, row), coupon, row });
    }
    return found;
  }

  /** Why the member may not use a coupon; null if they may. */
  async #audienceOf(
    found: readonly FoundCode[],
    memberId: string | null,
  ): Promise<(coupon: CouponRow) => NotRedeemed | null> {
    const closed = await this.audiences.closedTo(
      memberId,
      found.flatMap(({ coupon }) => coupon ?? []),
    );
    return ({ id }) =>
      closed.has(id) ? { kind: memberId === null ? 'needs-member' : 'not-for-member' } : null;
  }

  async #shared(code: KeptCode): Promise<CouponRow | null> {
    const key = typeof code === 'string' ? codeKey(code) : null;
    return key === null ? null : this.live.withCode(key);
  }

  #reference(code: KeptCode): UniqueReference | null {
    if (typeof code !== 'string') return code;
    const key = codeKey(code);
    const id = key === null ? null : this.key.idOf(key);
    if (key === null || id === null) return null;
    return { id, ending: endingOf(key), mistyped: uniqueCodeForm(key) === 'mistyped' };
  }
}

/** What has the form of a code for one use is never stored as it was typed, also if it does not exist. */
const keptOf = (typed: KeptCode, reference: UniqueReference | null, row: UniqueCodeRow | null): KeptCode => {
  if (typeof typed !== 'string' || !reference) return typed;
  // A code of another system may look like a mistyped one of ours.
  if (row) return { ...reference, mistyped: false };
  return uniqueCodeForm(codeKey(typed) ?? '') === null ? typed : reference;
};

const unknown = (kept: KeptCode): NotRedeemed => ({
  kind: typeof kept !== 'string' && kept.mistyped ? 'mistyped' : 'unknown',
});

const codeRefusal = (
  row: UniqueCodeRow | null,
  { at, memberId }: CodesSale,
  hold: string | undefined,
): NotRedeemed | null => {
  if (row?.used) return { kind: 'used' };
  if (row?.memberId && row.memberId !== memberId)
    return { kind: memberId === null ? 'needs-member' : 'not-for-member' };
  if (row?.expiresAt && row.expiresAt.getTime() <= at) return { kind: 'expired' };
  const isHeld = row?.heldBy && row.heldBy !== hold && row.heldUntil && row.heldUntil.getTime() > at;
  return isHeld ? { kind: 'held' } : null;
};
