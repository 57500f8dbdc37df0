import { Injectable } from '@nestjs/common';
import type { CouponProblem } from '@regulars/contracts';
import { isoOf, type Instant, type Json } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import {
  SaleParticipants,
  type SaleDecision,
  type SaleParticipant,
  type SalePart,
  type SaleRedoing,
  type SaleReturn,
  type SaleToDecide,
  type SaleUndoing,
} from '../sales/index.ts';

/** The SQL functions of unique codes in a sale. */
export const codesPart: SalePart = {
  name: 'codes',
  reads: 'coupon_codes_read',
  writes: 'coupon_codes_write',
  recalls: 'coupon_codes_recall',
  undoes: 'coupon_codes_undo',
  redoes: 'coupon_codes_redo',
};

/** A unique code that a checkout uses: `asks.codes` of a sale. */
export type AskedCode = {
  readonly id: string;
  /** In the cart. */
  readonly place: number;
  /** Whether a return of all goods makes it usable again. */
  readonly returns: boolean;
  /** The checkout that holds it already. */
  readonly hold?: string;
};

interface CodeAtSale {
  readonly used: boolean;
  readonly heldBy: string | null;
  readonly heldUntil: Instant | null;
  /** Of a code of one member. */
  readonly expiresAt: Instant | null;
  readonly asked: AskedCode;
}

/** What `coupon_codes_read` tells about one sale. */
export type CodesContext = readonly CodeAtSale[];

/** A code that came back with a purchase and has been used again, as `coupon_codes_recall` tells it. */
interface CodeUsedAgain {
  readonly id: string;
  readonly couponId: string;
  /** The purchase that used it; null for a till that redeemed it without one. */
  readonly by: string | null;
}
type Recalled = readonly CodeUsedAgain[];

/** Uses the unique codes of a checkout. Of several that want the same one, all but the first are refused. */
@Injectable()
export class CodeParticipant implements SaleParticipant<CodesContext, Recalled> {
  readonly part = codesPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for codes has any. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<CodesContext>[]): readonly SaleDecision[] {
    return sales.map(({ sale, context }) => {
      assertFree(context, sale.bookedAt);
      return {
        effects: context.map(({ asked: { id, returns } }) => ({
          kind: 'code',
          reference: id,
          outcome: 'applied',
          reason: null,
          figures: { returns },
        })),
        rows: context.map(({ asked }) => rowOf(asked.id, sale.purchaseId, sale.bookedAt)),
      };
    });
  }

  /** With the last of the goods, if its coupon says so. */
  undo(returns: readonly SaleReturn[]): readonly SaleUndoing[] {
    return returns.map(({ whole, effects, purchaseId }) => {
      const undone = whole ? effects.filter(({ figures }) => figures.returns === true) : [];
      return { undone, rows: undone.map(({ reference }) => ({ id: reference, purchase_id: purchaseId })) };
    });
  }

  /** A code that was used again since stays with both purchases, and managers hear of it. */
  redo({ effects, purchaseId, memberId, bookedAt, recalled }: SaleReturn<Recalled>): SaleRedoing {
    const again = (recalled ?? []).filter(({ id }) => effects.some(({ reference }) => reference === id));
    return {
      redone: effects,
      rows: effects.map(({ reference }) => rowOf(reference, purchaseId, bookedAt)),
      events: again.map(({ couponId, by }) => ({
        name: 'coupon.code-used-twice',
        memberId,
        at: bookedAt,
        data: { couponId, purchaseId, otherPurchaseId: by },
      })),
    };
  }
}

const rowOf = (id: string, purchaseId: string, at: Instant): Json => ({
  id,
  purchase_id: purchaseId,
  used_at: isoOf(at),
});

/** Under their locks. Throws `checkout-expired`, `coupon-used`, `coupon-expired`, `coupon-held`. */
export const assertFree = (context: CodesContext, at: Instant): void => {
  for (const { used, heldBy, heldUntil, expiresAt, asked } of context) {
    if (asked.hold !== undefined && heldBy !== asked.hold) throw new ClubError('checkout-expired');
    if (used) throw refusal('coupon-used', asked);
    // What is held counts as it was told.
    const isOver = expiresAt !== null && expiresAt <= at && asked.hold === undefined;
    if (isOver) throw refusal('coupon-expired', asked);
    const isHeld = heldBy !== null && heldBy !== asked.hold && heldUntil !== null && heldUntil > at;
    if (isHeld) throw refusal('coupon-held', asked);
  }
};

const refusal = (code: CouponProblem, { place }: AskedCode): ClubError =>
  ClubError.field(code, `/codes/${place}`, 'a code for one use');
