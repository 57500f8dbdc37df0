import { numberIn, pointsIn, type Language } from '../words.ts';
import { moreIn } from './base-rate.ts';
import type { Explain } from './kinds/kind.ts';
import type { BonusSource } from './points-bonus.ts';

interface OfBonus {
  readonly source: BonusSource;
}

interface BonusPointsReason extends OfBonus {
  readonly kind: 'bonus-points';
  readonly points: number;
}

interface BonusTimesReason extends OfBonus {
  readonly kind: 'bonus-times';
  readonly amount: number;
  readonly currency: string;
  readonly times: number;
}

export type BonusReason = BonusPointsReason | BonusTimesReason;

/** `Coupon: 100 points` */
const withSort = (language: Language, { source }: OfBonus, text: string): string =>
  `${sorts[source.sort][language]}: ${text}`;

const sorts: Readonly<Record<BonusSource['sort'], Readonly<Record<Language, string>>>> = {
  coupon: { en: 'Coupon', de: 'Coupon', cs: 'Kupon' },
  offer: { en: 'Offer', de: 'Angebot', cs: 'Nabídka' },
};

const times = (language: Language, reason: BonusTimesReason): string =>
  withSort(language, reason, `× ${numberIn(language, reason.times)}: ${moreIn(language, reason)}`);

const fixed = (language: Language, reason: BonusPointsReason): string =>
  withSort(language, reason, pointsIn(language, reason.points));

export const explainBonus: Explain<BonusReason> = {
  'bonus-points': {
    en: (reason) => fixed('en', reason),
    de: (reason) => fixed('de', reason),
    cs: (reason) => fixed('cs', reason),
  },
  'bonus-times': {
    en: (reason) => times('en', reason),
    de: (reason) => times('de', reason),
    cs: (reason) => times('cs', reason),
  },
};
