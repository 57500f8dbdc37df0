import type { NotRedeemed } from './not-redeemed.ts';
import { moneyIn, type Language, type Sentence } from '../words.ts';

/** What a cart needs before a coupon or an offer counts. */
export type MissingForDiscount =
  | { readonly kind: 'too-few-pieces'; readonly missing: number }
  | { readonly kind: 'minimum-spend'; readonly missing: number };

/** Null if nothing that one could add would help. */
export const missingOf = (because: NotRedeemed): MissingForDiscount | null =>
  'missing' in because ? because : null;

interface Told {
  readonly missing: number;
  readonly language: Language;
  readonly currency: string;
}

const sentences: Readonly<Record<MissingForDiscount['kind'], Sentence<Told>>> = {
  'too-few-pieces': {
    en: ({ missing }) => `${missing} more ${missing === 1 ? 'piece' : 'pieces'}`,
    de: ({ missing }) => `noch ${missing} Stück`,
    cs: ({ missing }) => `ještě ${missing}\u00a0ks`,
  },
  'minimum-spend': {
    en: (told) => `goods for ${money(told)} more`,
    de: (told) => `noch Waren für ${money(told)}`,
    cs: (told) => `ještě zboží za\u00a0${money(told)}`,
  },
};

const money = ({ missing, language, currency }: Told): string => moneyIn(language, missing, currency);

export const missingSentence = (
  { kind, missing }: MissingForDiscount,
  words: Pick<Told, 'language' | 'currency'>,
): string => sentences[kind][words.language]({ missing, ...words });
