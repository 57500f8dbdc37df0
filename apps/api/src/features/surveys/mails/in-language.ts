import type { Language, Texts } from '@regulars/contracts';

/** What a manager wrote, in this language or the first that there is. */
export const inLanguage = (texts: Texts, language: Language): string =>
  texts[language] ?? Object.values(texts)[0] ?? '';
