import { Injectable } from '@nestjs/common';
import type { OwnOffer } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import {
  DiscountBudgets,
  isUsedUp,
  OwnDiscounts,
  usesLeft,
  type OwnDiscountsOfMember,
} from '../discounts/index.ts';
import { inOrder } from './live-offers.ts';
import { MetOffers } from './met-offers.ts';
import { OfferPrices, type PriceOf } from './offer-prices.ts';
import { isReadable, type OfferRow } from './offer.ts';
import { OffersRepository } from './offers.repository.ts';

/** An offer that is not over has no used state: it is one of these, or all of it is used. */
interface Met {
  readonly offer: OfferRow;
  readonly isLive: boolean;
  readonly activatedAt: Date | null;
  readonly left: number | null;
}

/** The offers of members as they see them. Of those who are held out, nothing. */
@Injectable()
export class OwnOffers {
  constructor(
    private readonly met: MetOffers,
    private readonly own: OwnDiscounts,
    private readonly offers: OffersRepository,
    private readonly budgets: DiscountBudgets,
    private readonly prices: OfferPrices,
    private readonly clock: Clock,
  ) {}

  async of(memberId: string, at: 'page' | 'home'): Promise<OwnOffer[]> {
    const met = await this.met.of(memberId, at);
    const offered = met.filter(({ arm }) => arm === 'offered');
    const budgetLeft = await this.budgets.leftOf(
      offered.map(({ offer }) => offer),
      this.clock.now(),
    );
    const live = offered.map(({ offer, activatedAt, uses }): Met => ({
      offer,
      isLive: true,
      activatedAt,
      left: isUsedUp(budgetLeft(offer.id)) ? 0 : usesLeft(offer.terms.limits, uses),
    }));
    const known = new Set(met.map(({ offer }) => offer.id));
    const own = await this.own.of(memberId, 'offer');
    const past = await this.#past(own.usedIds.filter((id) => !known.has(id)));
    const priceOf = await this.prices.of(live.map(({ offer }) => offer));
    return [...live, ...past]
      .map((each) => showOwn(each, own, priceOf))
      .filter(({ state, uses }) => state !== 'used' || uses.length > 0);
  }

  /** What the member used of offers that are over. */
  async #past(ids: readonly string[]): Promise<Met[]> {
    const rows = (await this.offers.some(ids)).filter(isReadable);
    return rows.sort(inOrder).map((offer) => ({ offer, isLive: false, activatedAt: null, left: 0 }));
  }
}

const stateOf = ({ offer, isLive, activatedAt, left }: Met): OwnOffer['state'] => {
  if (!isLive || left === 0) return 'used';
  return offer.activation === 'automatic' || activatedAt !== null ? 'ready' : 'to-activate';
};

const showOwn = (met: Met, { show }: OwnDiscountsOfMember, priceOf: PriceOf): OwnOffer => ({
  ...show(met.offer, met.left),
  price: priceOf(met.offer),
  personal: met.offer.audience !== null,
  reason: met.offer.reason,
  activation: met.offer.activation,
  state: stateOf(met),
  activatedAt: met.activatedAt && toInstant(met.activatedAt),
});
