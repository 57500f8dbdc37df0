import type { OwnOffer } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { validUntil } from '#lib/shell/valid-until.ts';
import { offerWords, type ShownOffer } from '../shared/shown-offer.ts';

/** An offer in words, so that the page needs no script to say them. @param zone the time zone of the club */
export const shownOffer =
  (zone: string) =>
  (offer: OwnOffer): ShownOffer => {
    const { id, name, description, reason, picture, activation, state, endsAt, left, uses } = offer;
    const places = offer.locations ?? [];
    const words = offerWords(
      { ...offer, locations: offer.locations && places.map((place) => place.id) },
      {
        locale: getLocale(),
        placeName: (placeId) => places.find((place) => place.id === placeId)?.name ?? '',
      },
    );
    return {
      ...{ id, name, description, reason, picture, activation, state, left, uses, ...words },
      lastDay: endsAt && m.offers_last_day({ date: validUntil(endsAt, zone, 'day') }),
    };
  };
