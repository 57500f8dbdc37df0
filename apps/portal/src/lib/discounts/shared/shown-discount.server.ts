import type { OwnDiscount } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { validUntil } from '#lib/shell/valid-until.ts';
import { discountWords, type ShownDiscount } from './shown-discount.ts';

/** Its words, so that the page needs no script to say them. @param zone the time zone of the club */
export const shownDiscount = (own: OwnDiscount, zone: string): Omit<ShownDiscount, 'state'> => {
  const { id, name, description, picture, endsAt, left, uses } = own;
  const places = own.locations ?? [];
  const words = discountWords(
    { ...own, locations: own.locations && places.map((place) => place.id) },
    {
      locale: getLocale(),
      placeName: (placeId) => places.find((place) => place.id === placeId)?.name ?? '',
    },
  );
  return {
    ...{ id, name, description, picture, left, uses, ...words },
    lastDay: endsAt && m.offers_last_day({ date: validUntil(endsAt, zone, 'day') }),
  };
};
