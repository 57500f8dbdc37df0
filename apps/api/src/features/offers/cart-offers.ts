import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';
import {
  couponRefusal,
  type CouponRefusal,
  type CouponSale,
  type Instant,
  type Redeemable,
} from '@regulars/loyalty';
import { Redeemables, validityOf } from '../discounts/index.ts';
import { MetOffers, type MetByMember } from './met-offers.ts';

type OfferSale = Omit<CouponSale, 'hasMember' | 'byCode'>;

/** An offer that may take something off the cart of a member. */
export interface CartOffer {
  readonly id: string;
  readonly version: number;
  readonly name: Texts;
  /** The member is held out: it takes nothing off, but what it would have is kept. */
  readonly heldOut: boolean;
  /** It counts although nobody chose it. */
  readonly automatic: boolean;
  readonly redeemable: Redeemable;
}

/** An offer that a member has, and whether it may count in a cart. */
export interface OwnedOffer {
  readonly id: string;
  readonly version: number;
  readonly name: Texts;
  /** False if the member has to activate it first. */
  readonly ready: boolean;
  readonly verdict: { readonly redeemable: Redeemable } | { readonly because: CouponRefusal };
}

/**
 * The offers that count in a sale by themselves: automatic ones, and those that the member has activated. Locks nothing:
 * `OfferParticipant` decides again when the sale is booked.
 */
@Injectable()
export class CartOffers {
  constructor(
    private readonly met: MetOffers,
    private readonly redeemables: Redeemables,
  ) {}

  async read(memberId: string | null, sale: OfferSale): Promise<readonly CartOffer[]> {
    if (memberId === null) return [];
    return this.#counting(await this.met.of(memberId, 'checkout'), sale);
  }

  /** Whether any offer counts at this moment, for whomever. */
  async areAny(at: Instant): Promise<boolean> {
    return this.met.areAny(at);
  }

  /** Of a sale in the past: those that the member had met by then. */
  async readPast(memberId: string | null, sale: OfferSale): Promise<readonly CartOffer[]> {
    return memberId === null ? [] : this.#counting(await this.met.before(memberId, sale.at), sale);
  }

  async #counting(met: readonly MetByMember[], sale: OfferSale): Promise<readonly CartOffer[]> {
    const counting = met.filter((each) => counts(each, sale));
    const redeemableOf = await this.#redeemable(counting, sale);
    return counting.map((each) => cartOffer(each, redeemableOf(each)));
  }

  /** All that the member has, also those to activate. Of those who are held out, nothing. */
  async every(memberId: string | null, sale: OfferSale): Promise<readonly OwnedOffer[]> {
    if (memberId === null) return [];
    const met = await this.met.of(memberId, 'checkout');
    const own = met.filter(({ arm }) => arm === 'offered');
    const redeemableOf = await this.#redeemable(own, sale);
    return own.map((each) => ownedOffer(each, sale, redeemableOf(each)));
  }

  async #redeemable(
    met: readonly MetByMember[],
    { at }: Pick<CouponSale, 'at'>,
  ): Promise<(met: MetByMember) => Redeemable> {
    const redeemableOf = await this.redeemables.of(
      met.map(({ offer }) => offer),
      'offers',
      at,
    );
    return ({ offer }) => redeemableOf(offer);
  }
}

const ownedOffer = (
  { offer, activatedAt, uses }: MetByMember,
  sale: OfferSale,
  redeemable: Redeemable,
): OwnedOffer => {
  const { id, version, name, activation } = offer;
  const because = couponRefusal(validityOf(offer), { ...sale, hasMember: true, byCode: false }, uses);
  return {
    id,
    version,
    name,
    ready: activation === 'automatic' || activatedAt !== null,
    verdict: because ? { because } : { redeemable },
  };
};

/** Of members who are held out nobody knows whether they would have activated it, so it would have counted. */
const counts = ({ offer, arm, activatedAt, uses }: MetByMember, sale: OfferSale): boolean =>
  (offer.activation === 'automatic' || activatedAt !== null || arm === 'held-out') &&
  couponRefusal(validityOf(offer), { ...sale, hasMember: true, byCode: false }, uses) === null;

const cartOffer = (
  { offer: { id, version, name, activation }, arm }: MetByMember,
  redeemable: Redeemable,
): CartOffer => ({
  id,
  version,
  name,
  heldOut: arm === 'held-out',
  automatic: activation === 'automatic',
  redeemable,
});
