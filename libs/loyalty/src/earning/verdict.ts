import type { Language, Sentence } from '../words.ts';

/**
 * Why a rule that was live gave nothing to a purchase, besides its condition and faults.
 * - `elsewhere`: it is for other locations.
 * - `other-goods`: nothing that was bought counts for it.
 * - `trial`: it was tried on other members.
 */
export type NotConcerned = 'elsewhere' | 'other-goods' | 'trial';

const sentences: { readonly [W in NotConcerned]: Sentence<void> } = {
  elsewhere: {
    en: () => 'The rule is for other locations',
    de: () => 'Die Regel gilt an anderen Standorten',
    cs: () => 'Pravidlo platí na jiných pobočkách',
  },
  'other-goods': {
    en: () => 'Nothing in this purchase counts for the rule',
    de: () => 'Nichts in diesem Einkauf zählt für die Regel',
    cs: () => 'Nic z\u00a0tohoto nákupu se do pravidla nepočítá',
  },
  trial: {
    en: () => 'The rule was tried on other members',
    de: () => 'Die Regel wurde an anderen Mitgliedern erprobt',
    cs: () => 'Pravidlo se zkoušelo na jiných členech',
  },
};
export const notConcernedSentence = (why: NotConcerned, language: Language): string =>
  sentences[why][language]();
