import type { OwnOffer } from '@regulars/contracts';
import { shownDiscount } from '#lib/discounts/shared/shown-discount.server.ts';
import type { ShownOffer } from './shown-offer.ts';

/** @param zone the time zone of the club */
export const shownOffer =
  (zone: string) =>
  (offer: OwnOffer): ShownOffer => {
    const { reason, activation, state, price, personal } = offer;
    return { ...shownDiscount(offer, zone), reason, activation, state, price, personal };
  };
