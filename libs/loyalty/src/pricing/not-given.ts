import { moneyIn, numberIn, type Language, type Sentence } from '../words.ts';
import type { NotGiven } from './by-hand.ts';

type Kind = NotGiven['kind'];
type OfKind<K extends Kind> = Extract<NotGiven, { kind: K }>;
interface Words {
  readonly language: Language;
  readonly currency: string;
}
type Told<K extends Kind> = OfKind<K> & Words;

const percent = ({ language, most }: Told<'above-limit'>): string => numberIn(language, most / 100);

const sentences: { readonly [K in Kind]: Sentence<Told<K>> } = {
  'not-allowed': {
    en: () => 'You may not give discounts.',
    de: () => 'Du darfst keine Rabatte geben.',
    cs: () => 'Slevy nesmíte poskytovat.',
  },
  'above-limit': {
    en: (told) => `You may take off ${percent(told)}% at most.`,
    de: (told) => `Du darfst höchstens ${percent(told)}\u00a0% nachlassen.`,
    cs: (told) => `Slevu smíte dát nejvýše ${percent(told)}\u00a0%.`,
  },
  'above-price': {
    en: ({ language, left, currency }) => `Only ${moneyIn(language, left, currency)} can be taken off.`,
    de: ({ language, left, currency }) =>
      `Davon lassen sich nur ${moneyIn(language, left, currency)} abziehen.`,
    cs: ({ language, left, currency }) => `Odečíst lze jen ${moneyIn(language, left, currency)}.`,
  },
  'no-goods': {
    en: () => 'These prices stay: gift cards, deposits and prices set by law.',
    de: () => 'Diese Preise bleiben: Geschenkgutscheine, Pfand und gesetzlich feste Preise.',
    cs: () => 'Tyto ceny se nemění: dárkové karty, zálohy a\u00a0ceny dané zákonem.',
  },
  'nothing-left': {
    en: () => 'There is nothing left to take off.',
    de: () => 'Davon lässt sich nichts mehr abziehen.',
    cs: () => 'Už není co odečíst.',
  },
  exclusive: {
    en: () => 'A discount of this purchase counts only alone.',
    de: () => 'Ein Rabatt in diesem Einkauf gilt nur allein.',
    cs: () => 'Jedna ze slev tohoto nákupu platí jen samostatně.',
  },
  'too-many': {
    en: () => 'This purchase has too many discounts.',
    de: () => 'Dieser Einkauf hat zu viele Rabatte.',
    cs: () => 'Tento nákup má příliš mnoho slev.',
  },
};

/** Why a discount by hand does not count, for the person who gives it. */
export const notGivenSentence = <K extends Kind>(because: OfKind<K>, words: Words): string =>
  sentences[because.kind][words.language]({ ...because, ...words });
