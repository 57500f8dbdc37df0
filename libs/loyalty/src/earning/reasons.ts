import { moneyIn, pointsIn, type Language, type Sentence } from '../words.ts';
import { moreIn } from './base-rate.ts';
import { explainBonus, type BonusReason } from './bonus-reasons.ts';
import { ruleKinds, type RuleReason } from './kinds/index.ts';
import { occasionKinds } from './occasions/kinds.ts';
import type { Explain } from './kinds/kind.ts';

/** The member's tier gave extra points. Old purchases may contain the name of the tier instead of its id. */
export interface TierReason {
  readonly kind: 'tier';
  readonly amount: number;
  readonly currency: string;
  readonly times: number;
  readonly tierId: string | null;
}

export interface ReturnReason {
  readonly kind: 'return';
  readonly amount: number;
  readonly currency: string;
  /** The points that the remaining goods earn. */
  readonly remains: number;
}

export interface ReturnedBeforeClaimReason {
  readonly kind: 'returned-before-claim';
  readonly amount: number;
  readonly currency: string;
}

export interface ReturnReversedReason {
  readonly kind: 'return-reversed';
  readonly amount: number;
  readonly currency: string;
  /** The points that the purchase earns now. */
  readonly remains: number;
}

/** The event that gave points was cancelled. */
export interface EventCancelledReason {
  readonly kind: 'event-cancelled';
}

/** The purchase that gave points for a friend was returned later. */
export interface ReferralReturnedReason {
  readonly kind: 'referral-returned';
}

/** The club thanks for the answers to a survey. */
export interface SurveyThanksReason {
  readonly kind: 'survey-thanks';
}

/** A challenge gave points for a full card, or a return took back what had filled it. */
export type ChallengeReason =
  | ReasonOfChallenge<'challenge-filled'>
  | ReasonOfChallenge<'challenge-withdrawn'>
  | ReasonOfChallenge<'challenge-refilled'>;

interface ReasonOfChallenge<Kind extends string> {
  readonly kind: Kind;
  /** The name of the challenge at that time. */
  readonly challenge: Readonly<Partial<Record<Language, string>>>;
}

/** Why points were added or removed, in figures. */
export type Reason = RuleReason | OtherReason;
type OtherReason =
  | TierReason
  | BonusReason
  | ReferralReturnedReason
  | ReturnReason
  | ReturnReversedReason
  | ReturnedBeforeClaimReason
  | EventCancelledReason
  | SurveyThanksReason
  | ChallengeReason;

const challengeIn = (language: Language, { challenge }: ChallengeReason): string =>
  challenge[language] ?? Object.values(challenge)[0] ?? '';

const explain: Explain<Reason> = {
  ...ruleKinds['points-per-money'].explain,
  ...ruleKinds.multiplier.explain,
  ...ruleKinds['fixed-points'].explain,
  ...ruleKinds['points-per-unit'].explain,
  ...ruleKinds['amount-bands'].explain,
  ...ruleKinds['rate-table'].explain,
  ...occasionKinds['custom-event'].explain,
  ...occasionKinds.birthday.explain,
  ...occasionKinds.anniversary.explain,
  ...occasionKinds['profile-completed'].explain,
  ...occasionKinds.referral.explain,
  ...explainBonus,
  tier: {
    en: (reason) => moreIn('en', reason),
    de: (reason) => moreIn('de', reason),
    cs: (reason) => moreIn('cs', reason),
  },
  return: {
    en: ({ amount, currency, remains }) =>
      `${moneyIn('en', amount, currency)} returned: what remains earns ${remains}`,
    de: ({ amount, currency, remains }) =>
      `Für ${moneyIn('de', amount, currency)} zurückgegeben: Der Rest bringt ${pointsIn('de', remains)}`,
    cs: ({ amount, currency, remains }) =>
      `Vráceno za ${moneyIn('cs', amount, currency)}: zbytek přináší ${pointsIn('cs', remains)}`,
  },
  'return-reversed': {
    en: ({ amount, currency, remains }) =>
      `The return of ${moneyIn('en', amount, currency)} was a mistake: the purchase earns ${remains}`,
    de: ({ amount, currency, remains }) =>
      `Die Rückgabe für ${moneyIn('de', amount, currency)} war ein Irrtum: Der Einkauf bringt ${pointsIn('de', remains)}`,
    cs: ({ amount, currency, remains }) =>
      `Vrácení zboží za ${moneyIn('cs', amount, currency)} bylo omylem: nákup přináší ${pointsIn('cs', remains)}`,
  },
  'returned-before-claim': {
    en: ({ amount, currency }) => `${moneyIn('en', amount, currency)} returned before the claim`,
    de: ({ amount, currency }) =>
      `Für ${moneyIn('de', amount, currency)} zurückgegeben, bevor der Beleg nachgereicht wurde`,
    cs: ({ amount, currency }) =>
      `Vráceno za ${moneyIn('cs', amount, currency)} ještě před uplatněním účtenky`,
  },
  'event-cancelled': {
    en: () => 'The event was cancelled: its points are taken back',
    de: () => 'Das Ereignis wurde storniert: Seine Punkte werden abgezogen',
    cs: () => 'Událost byla zrušena: její body se odečítají',
  },
  'referral-returned': {
    en: () => 'The purchase was returned: the points for joining through a friend are taken back',
    de: () => 'Der Einkauf wurde zurückgegeben: Die Punkte für die Empfehlung werden abgezogen',
    cs: () => 'Nákup byl vrácen: body za doporučení se odečítají',
  },
  'survey-thanks': {
    en: () => 'Thank you for your answers',
    de: () => 'Danke für deine Antworten',
    cs: () => 'Děkujeme za tvé odpovědi',
  },
  'challenge-filled': {
    en: (reason) => `Reached: ${challengeIn('en', reason)}`,
    de: (reason) => `Geschafft: ${challengeIn('de', reason)}`,
    cs: (reason) => `Splněno: ${challengeIn('cs', reason)}`,
  },
  'challenge-withdrawn': {
    en: (reason) => `After a return no longer reached: ${challengeIn('en', reason)}`,
    de: (reason) => `Nach einer Rückgabe nicht mehr geschafft: ${challengeIn('de', reason)}`,
    cs: (reason) => `Po vrácení zboží už nesplněno: ${challengeIn('cs', reason)}`,
  },
  'challenge-refilled': {
    en: (reason) => `The return was a mistake. Reached again: ${challengeIn('en', reason)}`,
    de: (reason) => `Die Rückgabe war ein Irrtum. Wieder geschafft: ${challengeIn('de', reason)}`,
    cs: (reason) => `Vrácení bylo omylem. Znovu splněno: ${challengeIn('cs', reason)}`,
  },
};

type ReasonOf<K extends Reason['kind']> = {
  [P in K]: Extract<Reason, { readonly kind: P }> & { readonly kind: P };
}[K];

export const reasonSentence = <K extends Reason['kind']>(reason: ReasonOf<K>, language: Language): string =>
  explain[reason.kind][language](reason);

export const isReasonKind = (kind: unknown): kind is Reason['kind'] =>
  typeof kind === 'string' && Object.hasOwn(explain, kind);

const bonusTitle: Sentence<void> = { en: () => 'Bonus', de: () => 'Bonus', cs: () => 'Bonus' };
const challengeTitle: Sentence<void> = { en: () => 'Challenge', de: () => 'Challenge', cs: () => 'Výzva' };

/** The title above the sentence if no rule gave the points. */
const titles: { readonly [K in OtherReason['kind']]: Sentence<void> } = {
  tier: { en: () => 'Tier bonus', de: () => 'Stufenzuschlag', cs: () => 'Bonus za úroveň' },
  'bonus-points': bonusTitle,
  'bonus-times': bonusTitle,
  return: { en: () => 'Returned goods', de: () => 'Zurückgegebene Ware', cs: () => 'Vrácené zboží' },
  'return-reversed': {
    en: () => 'Return taken back',
    de: () => 'Rückgabe zurückgenommen',
    cs: () => 'Zrušené vrácení zboží',
  },
  'returned-before-claim': {
    en: () => 'Returned goods',
    de: () => 'Zurückgegebene Ware',
    cs: () => 'Vrácené zboží',
  },
  'event-cancelled': {
    en: () => 'Event cancelled',
    de: () => 'Ereignis storniert',
    cs: () => 'Zrušená událost',
  },
  'referral-returned': { en: () => 'Referral', de: () => 'Empfehlung', cs: () => 'Doporučení' },
  'survey-thanks': { en: () => 'Survey', de: () => 'Umfrage', cs: () => 'Průzkum' },
  'challenge-filled': challengeTitle,
  'challenge-withdrawn': challengeTitle,
  'challenge-refilled': challengeTitle,
};

const isOther = (kind: Reason['kind']): kind is OtherReason['kind'] => Object.hasOwn(titles, kind);

/** Null for reasons of rules, because a rule has its own name. */
export const reasonTitle = (kind: Reason['kind'], language: Language): string | null =>
  isOther(kind) ? titles[kind][language]() : null;
