import { Injectable } from '@nestjs/common';
import type { CouponProblem } from '@regulars/contracts';
import { isoOf, type CouponLimits, type Json } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import {
  SaleParticipants,
  type Sale,
  type SaleDecision,
  type SaleParticipant,
  type SalePart,
  type SaleRedoing,
  type SaleReturn,
  type SaleToDecide,
  type SaleUndoing,
} from '../sales/index.ts';

/** The SQL functions of coupons in a sale. */
export const couponsPart: SalePart = {
  name: 'coupons',
  reads: 'coupons_read',
  writes: 'coupons_write',
  recalls: 'coupons_recall',
  undoes: 'coupons_undo',
  redoes: 'coupons_redo',
};

/** A coupon that a checkout uses: `asks.coupons` of a sale. */
export type AskedCoupon = {
  readonly id: string;
  /** With which the cart was priced. */
  readonly version: number;
  /** The place of its code in the cart. */
  readonly place: number;
  /** What it takes off, in minor units. */
  readonly discount: number;
  /** Of the club, for limits per day. */
  readonly localDay: string;
  /** The moment that decides which holds have expired. */
  readonly at: string;
  /** The checkout that holds it already. */
  readonly hold?: string;
};

/** A coupon under the locks of a sale, as `coupons_read` tells it. */
interface CouponAtSale {
  readonly id: string;
  readonly version: number;
  /** Uses that are left; null for one that is held. */
  readonly left: number | null;
  /** Of its counter, from which the use is taken. */
  readonly part: number;
  readonly limits: CouponLimits;
  /** The day of the club on which it was held; null for one that is not held. */
  readonly heldDay: string | null;
  readonly ofMember: number;
  readonly ofMemberToday: number;
  readonly asked: AskedCoupon;
}

/** What `coupons_read` tells about one sale. */
export type CouponContext = readonly CouponAtSale[];
type Effect = SaleReturn['effects'][number];

/** Redeems the coupons of a checkout. The one that comes too late is refused here, before anything is written. */
@Injectable()
export class CouponParticipant implements SaleParticipant<CouponContext> {
  readonly part = couponsPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for coupons has any. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<CouponContext>[]): readonly SaleDecision[] {
    return sales.map(({ sale, context }) => {
      for (const coupon of context) assertRedeemable(coupon);
      return {
        effects: context.map(({ id, asked: { version, discount } }) => ({
          kind: 'coupon',
          reference: id,
          outcome: 'applied' as const,
          reason: null,
          figures: { version, discount, currency: sale.purchase.currency },
        })),
        rows: context.map((coupon) => redemptionRow(sale, coupon)),
        events: context.map(({ id, asked }) =>
          redemptionEvent('coupon.redeemed', sale, {
            couponId: id,
            discount: asked.discount,
            currency: sale.purchase.currency,
          }),
        ),
      };
    });
  }

  /** A coupon comes back with the last of the goods. */
  undo(returns: readonly SaleReturn[]): readonly SaleUndoing[] {
    return returns.map((returned) => {
      const undone = returned.whole ? returned.effects : [];
      return { undone, ...moved('coupon.given-back', returned, undone) };
    });
  }

  redo(reversed: SaleReturn): SaleRedoing {
    return { redone: reversed.effects, ...moved('coupon.redeemed', reversed, reversed.effects) };
  }
}

const refuse = (code: CouponProblem, { place }: AskedCoupon, message: string): never => {
  throw ClubError.field(code, `/codes/${place}`, message);
};

/** What is held counts as it was told. Throws `checkout-expired`, `checkout-changed`, `coupon-used-up`, `coupon-limit-of-member`. */
export const assertRedeemable = (coupon: CouponAtSale): void => {
  const { version, limits, heldDay, ofMember, ofMemberToday, asked } = coupon;
  const left = coupon.left ?? 0;
  if (asked.hold !== undefined && heldDay === null) throw new ClubError('checkout-expired');
  if (heldDay !== null) return;
  if (version !== asked.version) throw new ClubError('checkout-changed', 'a coupon has changed');
  if (left < 1) refuse('coupon-used-up', asked, 'redeemed as often as possible');
  const { perMember, perMemberAndDay } = limits;
  const isAtLimit =
    (perMember !== null && ofMember >= perMember) ||
    (perMemberAndDay !== null && ofMemberToday >= perMemberAndDay);
  if (isAtLimit) refuse('coupon-limit-of-member', asked, 'the member has redeemed it as often as possible');
};

const redemptionRow = (sale: Sale, { id, part, heldDay, asked }: CouponAtSale): Json => ({
  id: newId(),
  coupon_id: id,
  coupon_version: asked.version,
  member_id: sale.memberId,
  purchase_id: sale.purchaseId,
  location_id: sale.purchase.locationId,
  discount: asked.discount,
  currency: sale.purchase.currency,
  redeemed_at: isoOf(sale.bookedAt),
  local_day: heldDay ?? asked.localDay,
  part,
  hold: asked.hold ?? null,
});

type EventName = 'coupon.redeemed' | 'coupon.given-back';

const redemptionEvent = (
  name: EventName,
  { purchaseId, memberId, bookedAt: at }: Pick<Sale, 'purchaseId' | 'memberId' | 'bookedAt'>,
  redemption: { readonly couponId: string; readonly discount: number; readonly currency: string },
): ClubEvent => ({ name, memberId, at, data: { purchaseId, ...redemption } });

const moved = (
  name: EventName,
  returned: SaleReturn,
  effects: readonly Effect[],
): { readonly rows: readonly Json[]; readonly events: readonly ClubEvent[] } => ({
  rows: effects.map(({ reference }) => ({ coupon_id: reference, purchase_id: returned.purchaseId })),
  events: effects.map(({ reference, figures }) =>
    redemptionEvent(name, returned, {
      couponId: reference,
      discount: Number(figures.discount),
      currency: returned.purchase.currency,
    }),
  ),
});
