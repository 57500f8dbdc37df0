import { numberIn, type Language, type Sentence } from '../words.ts';

/** Why a cart cannot redeem a reward. */
export type RewardRefused =
  | { readonly kind: 'needs-member' }
  | { readonly kind: 'not-available' }
  | { readonly kind: 'event-begun' }
  | { readonly kind: 'not-for-member' }
  | { readonly kind: 'tier-too-low' }
  | { readonly kind: 'limit'; readonly most: number; readonly taken: number }
  | { readonly kind: 'out-of-stock'; readonly left: number }
  | { readonly kind: 'out-of-stock-here'; readonly left: number }
  | { readonly kind: 'points'; readonly needed: number; readonly available: number };

type Kind = RewardRefused['kind'];
type OfKind<K extends Kind> = Extract<RewardRefused, { kind: K }>;
type Told<K extends Kind> = OfKind<K> & { readonly language: Language };

const sentences: { readonly [K in Kind]: Sentence<Told<K>> } = {
  'needs-member': {
    en: () => 'Only members can redeem rewards.',
    de: () => 'Nur Mitglieder können Prämien einlösen.',
    cs: () => 'Odměny mohou čerpat jen členové.',
  },
  'not-available': {
    en: () => 'This reward is not available now.',
    de: () => 'Diese Prämie gibt es gerade nicht.',
    cs: () => 'Tato odměna teď není k\u00a0dispozici.',
  },
  'event-begun': {
    en: () => 'The event has already begun.',
    de: () => 'Die Veranstaltung hat schon begonnen.',
    cs: () => 'Akce už začala.',
  },
  'not-for-member': {
    en: () => 'This reward is for other members.',
    de: () => 'Diese Prämie ist für andere Mitglieder.',
    cs: () => 'Tato odměna je pro\u00a0jiné členy.',
  },
  'tier-too-low': {
    en: () => 'This reward is for members of a higher tier.',
    de: () => 'Diese Prämie ist für Mitglieder einer höheren Stufe.',
    cs: () => 'Tato odměna je pro\u00a0členy vyšší úrovně.',
  },
  limit: {
    en: ({ language, most, taken }) =>
      `Each member can redeem it ${numberIn(language, most)} times at most; ${numberIn(language, taken)} are already redeemed.`,
    de: ({ language, most, taken }) =>
      `Jedes Mitglied kann sie höchstens ${numberIn(language, most)}-mal einlösen; eingelöst: ${numberIn(language, taken)}.`,
    cs: ({ language, most, taken }) =>
      `Nejvyšší počet na\u00a0člena je ${numberIn(language, most)}; už vyčerpáno: ${numberIn(language, taken)}.`,
  },
  'out-of-stock': {
    en: ({ language, left }) =>
      left <= 0 ? 'This reward is out of stock.' : `Only ${numberIn(language, left)} of it are left.`,
    de: ({ language, left }) =>
      left <= 0 ? 'Diese Prämie ist vergriffen.' : `Davon gibt es nur noch ${numberIn(language, left)}.`,
    cs: ({ language, left }) =>
      left <= 0 ? 'Tato odměna je vyčerpaná.' : `Zbývá jen tolik kusů: ${numberIn(language, left)}.`,
  },
  'out-of-stock-here': {
    en: ({ language, left }) =>
      left <= 0 ? 'None of it are left here.' : `Only ${numberIn(language, left)} of it are left here.`,
    de: ({ language, left }) =>
      left <= 0 ? 'Hier ist keine mehr da.' : `Hier gibt es nur noch ${numberIn(language, left)} davon.`,
    cs: ({ language, left }) =>
      left <= 0 ? 'Tady už žádná není.' : `Tady zbývá jen tolik kusů: ${numberIn(language, left)}.`,
  },
  points: {
    en: ({ language, needed, available }) =>
      `It costs ${numberIn(language, needed)} points; the member has ${numberIn(language, available)} left for it.`,
    de: ({ language, needed, available }) =>
      `Sie kostet ${numberIn(language, needed)} Punkte; das Mitglied hat dafür noch ${numberIn(language, available)}.`,
    cs: ({ language, needed, available }) =>
      `Potřebné body: ${numberIn(language, needed)}; členovi na\u00a0ni zbývá: ${numberIn(language, available)}.`,
  },
};

/** Why a cart cannot redeem it, to read aloud. */
export const rewardRefusedSentence = <K extends Kind>(because: OfKind<K>, language: Language): string =>
  sentences[because.kind][language]({ ...because, language });
