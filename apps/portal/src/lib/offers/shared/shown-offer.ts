import type { OwnOffer } from '@regulars/contracts';
import { offText } from '#lib/discounts/shared/off-text.ts';
import { discountSentence, type DiscountWording, type ToldDiscount } from '#lib/discounts/shared/sentence.ts';

/** An offer of the member with its words. */
export interface ShownOffer extends Pick<
  OwnOffer,
  'id' | 'name' | 'description' | 'reason' | 'picture' | 'activation' | 'state' | 'left' | 'uses'
> {
  /** '20% off' */
  readonly off: string;
  /** All of its terms as a sentence. */
  readonly terms: string;
  /** 'Last day Sunday, 29 Nov'; null if it has no end. */
  readonly lastDay: string | null;
}

const noLimits = { total: null, perMember: null, perMemberAndDay: null };

/** What members read of the terms. The goods are in the words of the manager, who names the offer. */
export function offerWords(
  offer: Omit<ToldDiscount, 'effect' | 'on' | 'limits' | 'from' | 'lastDay'> & Pick<OwnOffer, 'effect'>,
  wording: DiscountWording,
): Pick<ShownOffer, 'off' | 'terms'> {
  const { locale } = wording;
  const said = discountSentence({ ...offer, on: {}, limits: noLimits, from: '', lastDay: '' }, wording);
  return {
    off: offText(offer.effect, locale).replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase(locale)),
    terms: said.map(({ text }) => text).join(''),
  };
}
