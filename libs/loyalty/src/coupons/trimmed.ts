import type { Trim } from '../pricing/price-cart.ts';
import type { Language } from '../words.ts';

const sentences: Readonly<Record<Trim, Readonly<Record<Language, string>>>> = {
  budget: {
    en: 'Only this part of the discount was left.',
    de: 'Vom Rabatt war nur noch dieser Teil übrig.',
    cs: 'Ze\u00a0slevy už zbývala jen tato část.',
  },
  maximum: {
    en: 'This is the largest possible discount.',
    de: 'Das ist der höchstmögliche Rabatt.',
    cs: 'Toto je nejvyšší možná sleva.',
  },
};

/** Why a discount takes off less than it says, to read aloud. Null if it does not. */
export const trimmedSentence = (trimmed: Trim | null | undefined, language: Language): string | null =>
  trimmed ? sentences[trimmed][language] : null;
