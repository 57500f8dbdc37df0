import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { Sale } from '../sales/index.ts';

/** What the members and the team call it. */
export type DiscountSort = 'coupon' | 'offer';
export type Moved = 'redeemed' | 'given-back';

interface Redeemed {
  readonly id: string;
  readonly version: number;
  readonly discount: number;
  readonly points: number;
}
type OfSale = Pick<Sale, 'purchaseId' | 'memberId' | 'bookedAt' | 'purchase'>;

const events: Readonly<Record<DiscountSort, (what: Moved, sale: OfSale, redeemed: Redeemed) => ClubEvent>> = {
  coupon: (
    what,
    { purchaseId, memberId, bookedAt: at, purchase: { currency } },
    { id, discount, points },
  ) => ({
    name: `coupon.${what}`,
    memberId,
    at,
    data: { couponId: id, purchaseId, discount, points, currency },
  }),
  offer: (
    what,
    { purchaseId, memberId, bookedAt: at, purchase: { currency } },
    { id, version, discount, points },
  ) => {
    if (memberId === null) throw new Error('Only a member has offers');
    return {
      name: `offer.${what}`,
      memberId,
      at,
      data: { offerId: id, version, purchaseId, discount, points, currency },
    };
  },
};

const isSort = (kind: string): kind is DiscountSort => Object.hasOwn(events, kind);

/** The kind of a stored effect. */
export const sortOf = (kind: string): DiscountSort => {
  if (!isSort(kind)) throw new Error(`${kind} is no sort of discount`);
  return kind;
};

/** What a sale, a return or its reversal tells about a coupon or an offer. */
export const redemptionEvent = (
  sort: DiscountSort,
  what: Moved,
  sale: OfSale,
  redeemed: Redeemed,
): ClubEvent => events[sort](what, sale, redeemed);

/** Of a code that a till redeemed which prices its sales itself. */
export const loneRedemptionEvent = (
  what: Moved,
  {
    id: redemptionId,
    couponId,
    memberId,
    discount,
    currency,
  }: {
    readonly id: string;
    readonly couponId: string;
    readonly memberId: string | null;
    readonly discount: number;
    readonly currency: string;
  },
  at: number,
): ClubEvent => ({
  name: `coupon.${what}`,
  memberId,
  at,
  data: { couponId, purchaseId: null, redemptionId, discount, points: 0, currency },
});
