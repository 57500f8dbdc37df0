import { Injectable } from '@nestjs/common';
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

/** The SQL functions of offers in a sale. */
export const offersPart: SalePart = {
  name: 'offers',
  reads: 'offers_read',
  writes: 'offers_write',
  recalls: 'offers_recall',
  undoes: 'offers_undo',
  redoes: 'offers_redo',
};

/** An offer that a checkout uses, or would have used: `asks.offers` of a sale. */
export interface AskedOffer {
  readonly id: string;
  /** With which the cart was priced. */
  readonly version: number;
  /** What it takes off, in minor units; of a member who is held out, what it would have. */
  readonly discount: number;
  readonly heldOut: boolean;
  /** Of the club, for limits per day. */
  readonly localDay: string;
}

/** An offer under the locks of a sale, as `offers_read` tells it. */
interface OfferAtSale {
  readonly id: string;
  readonly version: number;
  /** Uses that are left; null if the member is held out. */
  readonly left: number | null;
  /** Of its counter, from which the use is taken. */
  readonly part: number | null;
  readonly limits: CouponLimits;
  readonly ofMember: number;
  readonly ofMemberToday: number;
  readonly asked: AskedOffer;
}

type Context = readonly OfferAtSale[];
type Effect = SaleReturn['effects'][number];
type Effects = SaleDecision['effects'];

/** Redeems the offers of a checkout, and notes what those would have taken off of which the member is held out. */
@Injectable()
export class OfferParticipant implements SaleParticipant<Context> {
  readonly part = offersPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for offers has any. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<Context>[]): readonly SaleDecision[] {
    return sales.map(({ sale, context }) => {
      const used = context.filter(({ asked }) => !asked.heldOut);
      for (const offer of used) assertRedeemable(offer);
      return {
        effects: context.flatMap((offer) => effectsOf(sale, offer)),
        rows: used.map((offer) => redemptionRow(sale, offer)),
        events: used.map(({ id, version, asked }) =>
          redemptionEvent('offer.redeemed', sale, { offerId: id, version, discount: asked.discount }),
        ),
      };
    });
  }

  /** An offer comes back with the last of the goods. */
  undo(returns: readonly SaleReturn[]): readonly SaleUndoing[] {
    return returns.map((returned) => {
      const undone = returned.whole ? returned.effects : [];
      return { undone, ...moved('offer.given-back', returned, undone) };
    });
  }

  redo(reversed: SaleReturn): SaleRedoing {
    return { redone: reversed.effects, ...moved('offer.redeemed', reversed, reversed.effects) };
  }
}

/** Throws `checkout-changed`: what the till was told is no longer so. */
const assertRedeemable = ({ version, left, limits, ofMember, ofMemberToday, asked }: OfferAtSale): void => {
  if (version !== asked.version) throw new ClubError('checkout-changed', 'an offer has changed');
  if (left === null || left < 1) throw new ClubError('checkout-changed', 'an offer is used up');
  const { perMember, perMemberAndDay } = limits;
  const isAtLimit =
    (perMember !== null && ofMember >= perMember) ||
    (perMemberAndDay !== null && ofMemberToday >= perMemberAndDay);
  if (isAtLimit) throw new ClubError('checkout-changed', 'the member has used an offer as often as possible');
};

const effectsOf = ({ purchase }: Sale, { id, asked }: OfferAtSale): Effects => [
  {
    kind: 'offer',
    reference: id,
    outcome: asked.heldOut ? 'not-applied' : 'applied',
    reason: asked.heldOut ? 'held-out' : null,
    figures: { version: asked.version, discount: asked.discount, currency: purchase.currency },
  },
];

const redemptionRow = (sale: Sale, { id, version, part, asked }: OfferAtSale): Json => ({
  id: newId(),
  offer_id: id,
  offer_version: version,
  member_id: sale.memberId,
  purchase_id: sale.purchaseId,
  location_id: sale.purchase.locationId,
  discount: asked.discount,
  currency: sale.purchase.currency,
  redeemed_at: isoOf(sale.bookedAt),
  local_day: asked.localDay,
  part,
});

type EventName = 'offer.redeemed' | 'offer.given-back';
type Redeemed = { readonly offerId: string; readonly version: number; readonly discount: number };

const redemptionEvent = (
  name: EventName,
  {
    purchaseId,
    memberId,
    bookedAt: at,
    purchase: { currency },
  }: Pick<Sale, 'purchaseId' | 'memberId' | 'bookedAt' | 'purchase'>,
  redeemed: Redeemed,
): ClubEvent => {
  if (memberId === null) throw new Error('Only a member has offers');
  return { name, memberId, at, data: { purchaseId, ...redeemed, currency } };
};

const moved = (
  name: EventName,
  returned: SaleReturn,
  effects: readonly Effect[],
): { readonly rows: readonly Json[]; readonly events: readonly ClubEvent[] } => ({
  rows: effects.map(({ reference }) => ({ offer_id: reference, purchase_id: returned.purchaseId })),
  events: effects.map(({ reference, figures }) =>
    redemptionEvent(name, returned, {
      offerId: reference,
      version: Number(figures.version),
      discount: Number(figures.discount),
    }),
  ),
});
