import { Injectable } from '@nestjs/common';
import type { OwnOffer } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Locations } from '../club/index.ts';
import { MetOffers } from './met-offers.ts';
import { isReadable, type OfferRow } from './offer.ts';
import { inOrder } from './live-offers.ts';
import { OfferUsesRepository, type UsedOffer } from './offer-uses.repository.ts';

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
    private readonly uses: OfferUsesRepository,
    private readonly locations: Locations,
  ) {}

  async of(memberId: string, at: 'page' | 'home'): Promise<OwnOffer[]> {
    const met = await this.met.of(memberId, at);
    const live = met
      .filter(({ arm }) => arm === 'offered')
      .map(({ offer, activatedAt, uses }): Met => {
        const { total, perMember } = offer.terms.limits;
        const left = leastOf(
          total === null ? null : total - uses.total,
          perMember === null ? null : perMember - uses.ofMember,
        );
        return { offer, isLive: true, activatedAt, left };
      });
    const known = new Set(met.map(({ offer }) => offer.id));
    const used = await this.uses.of(memberId);
    const past = await this.#past(used, known);
    const names = await this.locations.names();
    const usesOf = (id: string): readonly UsedOffer[] => used.filter(({ offerId }) => offerId === id);
    return [...live, ...past]
      .map((each) => showOwn(each, usesOf(each.offer.id), (id) => names.get(id) ?? ''))
      .filter(({ state, uses }) => state !== 'used' || uses.length > 0);
  }

  /** What the member used of offers that are over. */
  async #past(used: readonly UsedOffer[], known: ReadonlySet<string>): Promise<Met[]> {
    const ids = [...new Set(used.map(({ offerId }) => offerId))].filter((id) => !known.has(id));
    const rows = (await this.uses.offers(ids)).filter(isReadable);
    return rows.sort(inOrder).map((offer) => ({ offer, isLive: false, activatedAt: null, left: 0 }));
  }
}

const leastOf = (one: number | null, other: number | null): number | null => {
  const least = Math.min(one ?? Infinity, other ?? Infinity);
  return least === Infinity ? null : Math.max(0, least);
};

const stateOf = ({ offer, isLive, activatedAt, left }: Met): OwnOffer['state'] => {
  if (!isLive || left === 0) return 'used';
  return offer.activation === 'automatic' || activatedAt !== null ? 'ready' : 'to-activate';
};

const showOwn = (met: Met, uses: readonly UsedOffer[], nameOf: (locationId: string) => string): OwnOffer => {
  const { offer, activatedAt, left } = met;
  const { terms } = offer;
  return {
    id: offer.id,
    name: offer.name,
    description: offer.description,
    reason: offer.reason,
    picture: offer.picture,
    effect: terms.effect,
    atMost: terms.atMost,
    minimumSpend: terms.minimumSpend,
    exclusive: terms.exclusive,
    endsAt: offer.endsAt && toInstant(offer.endsAt),
    weekdays: terms.weekdays,
    hours: terms.hours,
    locations: terms.locations && terms.locations.map((id) => ({ id, name: nameOf(id) })),
    channels: terms.channels,
    activation: offer.activation,
    state: stateOf(met),
    activatedAt: activatedAt && toInstant(activatedAt),
    left,
    uses: uses.map(({ purchaseId, at, locationId, discount, currency }) => ({
      purchaseId,
      at: toInstant(at),
      location: nameOf(locationId),
      discount,
      currency,
    })),
  };
};
