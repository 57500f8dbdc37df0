import { Injectable } from '@nestjs/common';
import type { CouponProblem } from '@regulars/contracts';
import { isoOf, type CouponLimits, type Instant, type Json, type Trim } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
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
import { redemptionEvent, sortOf, type DiscountSort, type Moved } from './redemption-events.ts';

/** The SQL functions of coupons and offers in a sale. */
export const discountsPart: SalePart = {
  name: 'discounts',
  reads: 'discounts_read',
  writes: 'discounts_write',
  recalls: 'discounts_recall',
  undoes: 'discounts_undo',
  redoes: 'discounts_redo',
};

/** A coupon or an offer that a checkout uses, or would have used: `asks.discounts` of a sale. */
export type AskedDiscount = {
  readonly sort: DiscountSort;
  readonly id: string;
  /** With which the cart was priced. */
  readonly version: number;
  /** The place of its code in the cart; null for one without a code. */
  readonly place: number | null;
  /** What it takes off, in minor units; of a member who is held out, what it would have. */
  readonly discount: number;
  /** Absent: nothing made it smaller. */
  readonly trimmed?: Trim;
  readonly currency: string;
  readonly heldOut: boolean;
  /** With the code that everyone types. */
  readonly byCode: boolean;
  /** Of the club, for limits per day. */
  readonly localDay: string;
  /** The moment that decides which holds have expired. */
  readonly at: string;
  /** The checkout that holds it already. */
  readonly hold?: string;
};

/** A discount under the locks of a sale, as `discounts_read` tells it. */
interface DiscountAtSale {
  readonly version: number;
  /** Uses that are left; null for one that is held, and if the member is held out. */
  readonly left: number | null;
  /** Of its counter, from which the use is taken. Null if the member is held out. */
  readonly part: number | null;
  readonly limits: CouponLimits;
  /** In minor units; null without a budget, and for one that is held. */
  readonly budgetLeft: number | null;
  /** Of its budget, from which the discount is taken; null without a budget. */
  readonly budgetPart: number | null;
  /** The day of the club on which it was held; null for one that is not held. */
  readonly heldDay: string | null;
  /** 0 without such a limit, as the following three. */
  readonly ofMember: number;
  readonly ofMemberToday: number;
  readonly today: number;
  readonly byCode: number;
  readonly asked: AskedDiscount;
}

/** What `discounts_read` tells about one sale. */
export type DiscountContext = readonly DiscountAtSale[];
type Effect = SaleReturn['effects'][number];

/**
 * Redeems the coupons and offers of a checkout, and notes what those would have taken off of which the member is held out. The
 * one that comes too late is refused here, before anything is written.
 */
@Injectable()
export class DiscountParticipant implements SaleParticipant<DiscountContext> {
  readonly part = discountsPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for discounts has any. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<DiscountContext>[]): readonly SaleDecision[] {
    const before = new UsedBefore();
    return sales.map(({ sale, context }) => {
      const used = usable(before.in(context));
      before.note(used);
      return {
        effects: context.map(({ asked }) => effectOf(sale, asked)),
        rows: used.map((each) => redemptionRow(bookingOf(sale, each.asked), each)),
        events: used.map(({ asked }) =>
          redemptionEvent(asked.sort, 'redeemed', sale, { ...asked, points: pointsBy(sale, asked) }),
        ),
      };
    });
  }

  /** A discount comes back with the last of the goods. */
  undo(returns: readonly SaleReturn[]): readonly SaleUndoing[] {
    return returns.map((returned) => {
      const undone = returned.whole ? returned.effects : [];
      return { undone, ...moved('given-back', returned, undone) };
    });
  }

  redo(reversed: SaleReturn): SaleRedoing {
    return { redone: reversed.effects, ...moved('redeemed', reversed, reversed.effects) };
  }
}

/** What earlier sales of one call use: those of many past purchases are decided together. */
class UsedBefore {
  readonly #uses = new Map<string, number>();
  /** By discount and day. */
  readonly #days = new Map<string, number>();
  /** With the code that everyone types. */
  readonly #byCode = new Map<string, number>();
  /** By discount and currency. */
  readonly #money = new Map<string, number>();

  in(context: DiscountContext): DiscountContext {
    if (this.#uses.size === 0) return context;
    return context.map((each) => ({
      ...each,
      today: each.today + (this.#days.get(dayOf(each.asked)) ?? 0),
      byCode: each.byCode + (this.#byCode.get(each.asked.id) ?? 0),
      left: each.left && each.left - (this.#uses.get(each.asked.id) ?? 0),
      budgetLeft: each.budgetLeft && each.budgetLeft - (this.#money.get(moneyOf(each.asked)) ?? 0),
    }));
  }

  note(used: DiscountContext): void {
    for (const { asked } of used) {
      this.#uses.set(asked.id, (this.#uses.get(asked.id) ?? 0) + 1);
      this.#days.set(dayOf(asked), (this.#days.get(dayOf(asked)) ?? 0) + 1);
      if (asked.byCode) this.#byCode.set(asked.id, (this.#byCode.get(asked.id) ?? 0) + 1);
      this.#money.set(moneyOf(asked), (this.#money.get(moneyOf(asked)) ?? 0) + asked.discount);
    }
  }
}
const dayOf = ({ id, localDay }: AskedDiscount): string => `${id} ${localDay}`;
const moneyOf = ({ id, currency }: AskedDiscount): string => `${id} ${currency}`;

/**
 * Those that are used, without those of which the member is held out. Throws `checkout-expired`, `checkout-changed`,
 * `coupon-used-up`, `coupon-limit-of-day`, `coupon-limit-of-member`.
 */
export const usable = (context: DiscountContext): DiscountContext => {
  const used = context.filter(({ asked }) => !asked.heldOut);
  for (const each of used) assertRedeemable(each);
  return used;
};

/** What is held counts as it was told. */
const assertRedeemable = (discount: DiscountAtSale): void => {
  const { version, left, budgetLeft, heldDay, asked } = discount;
  if (asked.hold !== undefined && heldDay === null) throw new ClubError('checkout-expired');
  if (heldDay !== null) return;
  if (version !== asked.version) throw new ClubError('checkout-changed', 'a coupon or an offer has changed');
  if (left === null || left < 1) refuse('coupon-used-up', asked, 'redeemed as often as possible');
  if (budgetLeft !== null && budgetLeft < asked.discount)
    refuse('coupon-used-up', asked, 'its budget is used up');
  assertBelowLimits(discount);
};

const assertBelowLimits = ({
  limits,
  today,
  byCode,
  ofMember,
  ofMemberToday,
  asked,
}: DiscountAtSale): void => {
  const { perMember, perMemberAndDay, perDay, perCode } = limits;
  if (asked.byCode && perCode !== null && byCode >= perCode)
    refuse('coupon-used-up', asked, 'its code was redeemed as often as possible');
  if (perDay !== null && today >= perDay)
    refuse('coupon-limit-of-day', asked, 'redeemed as often as possible today');
  const isAtLimit =
    (perMember !== null && ofMember >= perMember) ||
    (perMemberAndDay !== null && ofMemberToday >= perMemberAndDay);
  if (isAtLimit) refuse('coupon-limit-of-member', asked, 'the member has redeemed it as often as possible');
};

/** Nobody typed an offer, so no field can be named: the till prices again. */
const refuse = (code: CouponProblem, { place }: AskedDiscount, message: string): never => {
  throw place === null
    ? new ClubError('checkout-changed', `an offer was ${message}`)
    : ClubError.field(code, `/codes/${place}`, message);
};

const effectOf = (
  sale: Sale,
  { sort, id, version, discount, heldOut }: AskedDiscount,
): SaleDecision['effects'][number] => ({
  kind: sort,
  reference: id,
  outcome: heldOut ? 'not-applied' : 'applied',
  reason: heldOut ? 'held-out' : null,
  figures: { version, discount, points: pointsBy(sale, { id }), currency: sale.purchase.currency },
});

/** What it added to the points of the sale. */
const pointsBy = ({ bonuses }: Sale, { id }: Pick<AskedDiscount, 'id'>): number =>
  bonuses.find((each) => each.id === id)?.points ?? 0;

/** What redeems a discount. */
interface Booking {
  /** Of the redemption. */
  readonly id: string;
  readonly memberId: string | null;
  readonly purchaseId: string | null;
  readonly locationId: string;
  readonly currency: string;
  readonly at: Instant;
  /** That its purchase earned by it. */
  readonly points: number;
}

const bookingOf = (sale: Sale, asked: AskedDiscount): Booking => {
  const { memberId, purchaseId, bookedAt: at, purchase } = sale;
  const { locationId, currency } = purchase;
  return { id: newId(), memberId, purchaseId, locationId, currency, at, points: pointsBy(sale, asked) };
};

export const redemptionRow = (
  { id, memberId, purchaseId, locationId, currency, at, points }: Booking,
  { part, budgetPart, heldDay, asked }: DiscountAtSale,
): Json => ({
  id,
  sort: asked.sort,
  discount_id: asked.id,
  discount_version: asked.version,
  member_id: memberId,
  purchase_id: purchaseId,
  location_id: locationId,
  discount: asked.discount,
  points,
  trimmed: asked.trimmed ?? null,
  currency,
  redeemed_at: isoOf(at),
  local_day: heldDay ?? asked.localDay,
  part,
  budget_part: budgetPart,
  hold: asked.hold ?? null,
  by_code: asked.byCode,
});

const moved = (
  what: Moved,
  returned: SaleReturn,
  effects: readonly Effect[],
): Pick<SaleUndoing, 'rows' | 'events'> => ({
  rows: effects.map(({ reference }) => ({ discount_id: reference, purchase_id: returned.purchaseId })),
  events: effects.map(({ kind, reference, figures }) =>
    redemptionEvent(sortOf(kind), what, returned, {
      id: reference,
      version: Number(figures.version),
      discount: Number(figures.discount),
      points: Number(figures.points ?? 0),
    }),
  ),
});
