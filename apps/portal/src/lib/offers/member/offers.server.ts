import type { OwnOffer } from '@regulars/contracts';
import { offText } from '#lib/discounts/shared/off-text.ts';
import { discountSentence } from '#lib/discounts/shared/sentence.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { ShownOffer } from './shown-offer.ts';

const noLimits = { total: null, perMember: null, perMemberAndDay: null };

/** An offer in words, so that the page needs no script to say them. The goods are in the words of the manager. */
export function shownOffer(offer: OwnOffer): ShownOffer {
  const { id, name, description, reason, picture, activation, state, endsAt, left, uses, ...terms } = offer;
  const locale = getLocale();
  const places = terms.locations ?? [];
  const said = discountSentence(
    {
      ...terms,
      on: {},
      locations: terms.locations && places.map((place) => place.id),
      limits: noLimits,
      from: '',
      lastDay: '',
    },
    { locale, placeName: (placeId) => places.find((place) => place.id === placeId)?.name ?? '' },
  );
  return {
    ...{ id, name, description, reason, picture, activation, state, endsAt, left, uses },
    off: offText(offer.effect, locale).replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase(locale)),
    terms: said.map(({ text }) => text).join(''),
  };
}
