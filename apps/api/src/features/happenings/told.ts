import type { HappeningName } from '@regulars/conditions';
import type { EventName } from '@regulars/contracts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';

/** What an event says of a member. */
export interface Told {
  readonly memberId: string;
  readonly name: HappeningName;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** By which it can be undone. */
  readonly cause: string;
  /** Empty if it has none. */
  readonly subject: string;
  /** Whether it counts as not happened. */
  readonly undone: boolean;
  /** What has a time of its own: an event tells when it was booked. */
  readonly of?: 'purchase' | 'custom-event';
}

export const toldNames = [
  'purchase.returned',
  'return.reversed',
  'voucher.issued',
  'voucher.cancelled',
  'coupon.redeemed',
  'coupon.given-back',
  'offer.activated',
  'offer.deactivated',
  'offer.redeemed',
  'offer.given-back',
  'points.expired',
  'tier.changed',
  'survey.answered',
  'gathering.attended',
  'gathering.attendance-undone',
  'segment.entered',
  'segment.left',
  'custom-event.recorded',
  'custom-event.cancelled',
] as const satisfies readonly EventName[];

export type ToldName = (typeof toldNames)[number];

type Reader<Name extends EventName> = (event: HeardEvent<Name>) => Omit<Told, 'memberId' | 'at'> | null;

const redeemedCoupon =
  (undone: boolean): Reader<'coupon.redeemed' | 'coupon.given-back'> =>
  ({ data: { couponId, purchaseId, redemptionId } }) => {
    const cause = purchaseId ?? redemptionId;
    if (cause === undefined) return null;
    const told = { name: 'coupon.redeemed', cause, subject: couponId, undone } as const;
    return purchaseId === null ? told : { ...told, of: 'purchase' };
  };
const redeemedOffer =
  (undone: boolean): Reader<'offer.redeemed' | 'offer.given-back'> =>
  ({ data: { offerId, purchaseId } }) => ({
    name: 'offer.redeemed',
    cause: purchaseId,
    subject: offerId,
    undone,
    of: 'purchase',
  });
const activatedOffer =
  (undone: boolean): Reader<'offer.activated' | 'offer.deactivated'> =>
  ({ data: { offerId } }) => ({ name: 'offer.activated', cause: offerId, subject: offerId, undone });
const goodsBack =
  (undone: boolean): Reader<'purchase.returned' | 'return.reversed'> =>
  ({ data: { returnId } }) => ({ name: 'purchase.returned', cause: returnId, subject: '', undone });
const gathered =
  (undone: boolean): Reader<'gathering.attended' | 'gathering.attendance-undone'> =>
  ({ data: { attendanceId, communityId } }) => ({
    name: 'gathering.attended',
    cause: attendanceId,
    subject: communityId,
    undone,
  });
const ofOthers =
  (undone: boolean): Reader<'custom-event.recorded' | 'custom-event.cancelled'> =>
  ({ data: { customEventId, type } }) => ({
    name: 'custom-event.recorded',
    cause: customEventId,
    subject: type,
    undone,
    of: 'custom-event',
  });
const moved =
  (name: 'segment.entered' | 'segment.left'): Reader<typeof name> =>
  ({ data: { segmentId } }) => ({ name, cause: segmentId, subject: segmentId, undone: false });

/** Purchases are read where they are stored. */
const readers: { readonly [Name in ToldName]: Reader<Name> } = {
  'purchase.returned': goodsBack(false),
  'return.reversed': goodsBack(true),
  'voucher.issued': ({ data: { voucherId, rewardId } }) => ({
    name: 'voucher.issued',
    cause: voucherId,
    subject: rewardId,
    undone: false,
  }),
  // An event of a voucher that is withdrawn does not say of which reward it was.
  'voucher.cancelled': ({ data: { voucherId } }) => ({
    name: 'voucher.issued',
    cause: voucherId,
    subject: '',
    undone: true,
  }),
  'coupon.redeemed': redeemedCoupon(false),
  'coupon.given-back': redeemedCoupon(true),
  'offer.activated': activatedOffer(false),
  'offer.deactivated': activatedOffer(true),
  'offer.redeemed': redeemedOffer(false),
  'offer.given-back': redeemedOffer(true),
  'points.expired': ({ data: { transactionId } }) => ({
    name: 'points.expired',
    cause: transactionId,
    subject: '',
    undone: false,
  }),
  'tier.changed': ({ memberId, data: { direction } }) => ({
    name: direction === 'up' ? 'tier.raised' : 'tier.lowered',
    cause: memberId,
    subject: '',
    undone: false,
  }),
  'survey.answered': ({ data: { surveyId, responseId } }) => ({
    name: 'survey.answered',
    cause: responseId,
    subject: surveyId,
    undone: false,
  }),
  'gathering.attended': gathered(false),
  'gathering.attendance-undone': gathered(true),
  'segment.entered': moved('segment.entered'),
  'segment.left': moved('segment.left'),
  'custom-event.recorded': ofOthers(false),
  'custom-event.cancelled': ofOthers(true),
};

/** Null for an event that is about nobody, or says nothing. */
export function toldBy(event: HeardEvent<ToldName>): Told | null {
  const { memberId, at } = event;
  if (memberId === null) return null;
  const read = readers[event.name] as Reader<ToldName>;
  const told = read(event);
  return told && { ...told, memberId, at };
}
