import type { Language } from '@regulars/contracts';

export interface CountryChoice {
  readonly value: string;
  readonly label: string;
}

/** Regions that have a code and a name but no post of their own. */
const noCountries = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'ZZ',
]);

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const codes = letters
  .flatMap((first) => letters.map((second) => first + second))
  // Codes of countries that are no more mean those of today.
  .filter((code) => !noCountries.has(code) && new Intl.Locale(`und-${code}`).region === code);

const byLanguage = new Map<Language, readonly CountryChoice[]>();

/** The countries of ISO 3166 in a language, by name. */
export const countriesIn = (language: Language): readonly CountryChoice[] => {
  const known = byLanguage.get(language) ?? named(language);
  byLanguage.set(language, known);
  return known;
};

const named = (language: Language): readonly CountryChoice[] => {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return codes
    .flatMap((value) => {
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort((one, other) => one.label.localeCompare(other.label, language));
};
