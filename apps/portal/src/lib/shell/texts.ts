import { getLocale } from '#lib/paraglide/runtime.js';

/** The club's own texts, by language. */
type Texts = Partial<Record<string, string>> | null | undefined;

/** In the reader's language, else the first one that is filled; '' for none. */
export const inLanguage = (texts: Texts, locale: string = getLocale()): string =>
  texts?.[locale] || Object.values(texts ?? {}).find(Boolean) || '';
