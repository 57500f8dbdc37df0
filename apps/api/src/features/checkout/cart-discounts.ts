import { Injectable } from '@nestjs/common';
import {
  cartByHand,
  type ByHand,
  type DiscountedCart,
  type Given,
  type Instant,
  type Redeemable,
} from '@regulars/loyalty';
import { CartOffers, type CartOffer } from '../offers/index.ts';
import type { Intake } from '../purchases/index.ts';
import { CartRewards, type AskedReward } from '../rewards/index.ts';
import { CartCodes, type CartCode, type SaidInCart } from './cart-codes.ts';
import { CartPoints } from './cart-points.ts';
import { vouchersOf, withRewards } from './cart-reward-vouchers.ts';
import {
  costOf,
  redeemedIn,
  type AppliedCoupon,
  type AppliedOffer,
  type IdleOffer,
  type KeptCart,
  type PricedCart,
  type PricedReward,
  type UnappliedCode,
} from './checkout.ts';

/** What lowers the prices of a cart, and by how much. */
export interface Discounts extends Pick<
  PricedCart,
  'applied' | 'notApplied' | 'offers' | 'idleOffers' | 'heldOut' | 'pointsPaid' | 'rewards'
> {
  readonly lines: DiscountedCart['lines'];
  /** In the order of the cart. */
  readonly given: readonly Given[];
}

/** What a cart asks for besides its goods. */
interface AskedOfCart {
  readonly codes: readonly CartCode[];
  readonly points: number;
  readonly rewards: readonly AskedReward[];
  readonly byHand: ByHand;
}

interface CartMoment {
  readonly at: Instant;
  readonly zone: string;
  /** Of the club. */
  readonly localDay: string;
  /** How many discounts a cart may have. */
  readonly most: number;
  /** The checkout that is priced again. */
  readonly hold?: string;
  /** The codes alone, without the offers of the member and without a purchase. */
  readonly alone?: boolean;
  /** The ids of those that would add points to nothing. */
  readonly earnsNothing?: ReadonlySet<string>;
  /** A sale of the past: with the offers that the member had met by then. */
  readonly past?: boolean;
}

/** Finds what may lower the prices of a cart: coupons by their codes, offers by the member. Points come last. Writes no redemption. */
@Injectable()
export class CartDiscounts {
  constructor(
    private readonly codes: CartCodes,
    private readonly offers: CartOffers,
    private readonly points: CartPoints,
    private readonly rewards: CartRewards,
  ) {}

  async find(codes: KeptCart['codes']): Promise<readonly CartCode[]> {
    return this.codes.find(codes);
  }

  async of(
    intake: Intake,
    memberId: string | null,
    { codes, points, rewards: asked, byHand }: AskedOfCart,
    { localDay, most, hold, alone = false, past = false, earnsNothing = none, ...moment }: CartMoment,
  ): Promise<Discounts> {
    const sale = {
      ...moment,
      locationId: intake.location.id,
      channel: intake.channel,
      withoutPurchase: alone,
    };
    const said = await this.codes.judge(codes, { ...sale, memberId, localDay }, hold);
    const met = alone ? [] : await this.offers[past ? 'readPast' : 'read'](memberId, sale);
    const idle = (redeemable: Redeemable): Redeemable =>
      earnsNothing.has(redeemable.id) ? { ...redeemable, earnsNothing: true } : redeemable;
    const offers = met.map((offer) => ({ ...offer, redeemable: idle(offer.redeemable) }));
    const coupons = said.flatMap(({ verdict }) =>
      'redeemable' in verdict ? [idle(verdict.redeemable)] : [],
    );
    const offered = offers.filter(({ heldOut }) => !heldOut);
    const judged = await this.rewards.judge(asked, { ...sale, memberId });
    const priceWith = (those: readonly CartOffer[], redeemed: readonly PricedReward[]) =>
      priced(intake, [...coupons, ...vouchersOf(redeemed)], those, { byHand, most });
    const { rewards, cart: discounted, given } = withRewards(judged, (some) => priceWith(offered, some));
    const held = offers.length > offered.length;
    const wouldBe = held ? priceWith(offers, rewards).cart : discounted;
    return {
      lines: discounted.lines,
      given,
      pointsPaid: await this.points.of(intake, discounted, {
        memberId,
        points,
        spent: costOf(redeemedIn({ rewards })),
      }),
      ...(rewards.length > 0 ? { rewards } : {}),
      ...codesOf(said, discounted),
      offers: appliedOf(offered, discounted),
      idleOffers: idleOf(offered, discounted),
      heldOut: appliedOf(
        offers.filter(({ heldOut }) => heldOut),
        wouldBe,
      ).map(({ id, version, discount }) => ({ id, version, discount })),
    };
  }
}

const priced = (
  intake: Intake,
  coupons: readonly Redeemable[],
  offers: readonly CartOffer[],
  { byHand, most }: { readonly byHand: ByHand; readonly most: number },
): ReturnType<typeof cartByHand> => {
  const redeemables = [...coupons, ...offers.map(({ redeemable }) => redeemable)];
  const unasked = offers.flatMap(({ id, automatic }) => (automatic ? [id] : []));
  const others = { redeemables, most, unasked: new Set(unasked) };
  return cartByHand(intake, others, byHand);
};

const none: ReadonlySet<string> = new Set();

const appliedOf = (offers: readonly CartOffer[], { applied }: DiscountedCart): AppliedOffer[] => {
  const known = new Map(offers.map((offer) => [offer.id, offer]));
  return applied.flatMap(({ id, ...given }) => {
    const offer = known.get(id);
    return offer ? [{ id, version: offer.version, name: offer.name, ...given }] : [];
  });
};

const idleOf = (offers: readonly CartOffer[], { notApplied }: DiscountedCart): IdleOffer[] => {
  const reasons = new Map(notApplied.map(({ id, because }) => [id, because]));
  return offers.flatMap(({ id, name, automatic }) => {
    const because = reasons.get(id);
    return because ? [{ id, name, automatic, because }] : [];
  });
};

const codesOf = (
  said: readonly SaidInCart[],
  { applied, notApplied }: DiscountedCart,
): Pick<PricedCart, 'applied' | 'notApplied'> => {
  const known = said.map((each, place) => ({ ...each, place }));
  const usable = new Map(
    known.flatMap((each) => (each.coupon && 'redeemable' in each.verdict ? [[each.coupon.id, each]] : [])),
  );
  return {
    applied: applied.flatMap(({ id, ...given }): AppliedCoupon[] => {
      const each = usable.get(id);
      if (!each?.coupon) return [];
      const { code, place, unique, coupon, voucher } = each;
      return [
        { code, ...(unique ? { unique } : {}), ...(voucher ? { voucher } : {}), place, ...coupon, ...given },
      ];
    }),
    notApplied: [
      ...known.flatMap(({ code, place, coupon, voucher, verdict }): UnappliedCode[] =>
        'because' in verdict
          ? [{ code, place, id: coupon?.id ?? null, ...markOf(voucher), because: verdict.because }]
          : [],
      ),
      ...notApplied.flatMap(({ id, because }): UnappliedCode[] => {
        const each = usable.get(id);
        return each ? [{ code: each.code, place: each.place, id, ...markOf(each.voucher), because }] : [];
      }),
    ].sort((one, other) => one.place - other.place),
  };
};

const markOf = (voucher: SaidInCart['voucher']): Pick<UnappliedCode, 'isVoucher'> =>
  voucher ? { isVoucher: true } : {};
