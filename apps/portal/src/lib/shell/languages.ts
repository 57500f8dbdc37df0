import type { Language, Texts } from '@regulars/contracts';

export const languages = ['de', 'en', 'cs'] as const satisfies readonly Language[];
/** Each in its own language. */
export const languageNames: Record<Language, string> = { de: 'Deutsch', en: 'English', cs: 'Čeština' };
export const languageOptions = languages.map((value) => ({ value, label: languageNames[value] }));
export const isLanguage = (value: unknown): value is Language => languages.some((one) => one === value);

/** The text of the fields `<name>_de`, `<name>_en`, `<name>_cs`; null if all are empty. */
export function textsIn(values: Record<string, string>, name: string): Texts | null {
  const filled = languages.flatMap((language) => {
    const text = values[`${name}_${language}`];
    return text ? [[language, text] as const] : [];
  });
  return filled.length > 0 ? Object.fromEntries(filled) : null;
}
