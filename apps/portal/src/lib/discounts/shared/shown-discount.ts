import type { OwnDiscount, Texts } from '@regulars/contracts';
import { offOf } from './off-text.ts';
import { discountSentence, type DiscountWording, type ToldDiscount } from './sentence.ts';

/** A coupon or an offer of the member with its words. */
export interface ShownDiscount extends Pick<
  OwnDiscount,
  'id' | 'name' | 'description' | 'picture' | 'left' | 'uses'
> {
  /** Why members get it, in words to them. */
  readonly reason?: Texts | null;
  readonly state: 'to-activate' | 'ready' | 'used';
  /** '20% off' */
  readonly off: string;
  /** All of its terms as a sentence. */
  readonly terms: string;
  /** 'Last day Sunday, 29 Nov'; null if it has no end. */
  readonly lastDay: string | null;
}

const noLimits = { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null };

/** What members read of the terms. The goods are in the words of the manager, who names the discount. */
export function discountWords(
  told: Omit<ToldDiscount, 'effect' | 'on' | 'limits' | 'budget' | 'category' | 'from' | 'lastDay'> &
    Pick<OwnDiscount, 'effect'>,
  wording: DiscountWording,
): Pick<ShownDiscount, 'off' | 'terms'> {
  const { locale } = wording;
  const open = { on: {}, limits: noLimits, budget: null, category: null, from: '', lastDay: '' };
  const said = discountSentence({ ...told, ...open }, wording);
  return {
    off: offOf(told, locale),
    terms: said.map(({ text }) => text).join(''),
  };
}
