import { minorDigits, moneyText } from './money.ts';

/** The languages of sentences. */
export type Language = 'de' | 'en' | 'cs';

/** A sentence in each language. */
export type Sentence<Figures> = { readonly [L in Language]: (figures: Figures) => string };

const moneyFormats = new Map<string, Intl.NumberFormat>();
/** Of late: the rate of a rule is in the reason of each sale. */
const moneyTexts = new Map<string, string>();
const mostTexts = 1000;
const numberFormats = new Map<Language, Intl.NumberFormat>();

/** `17.80 EUR`, `17,80 €`. English keeps the ISO code, because outside clients rely on that text. */
export function moneyIn(language: Language, amount: number, currency: string): string {
  if (language === 'en') return moneyText(amount, currency);
  const key = `${language} ${currency} ${amount}`;
  const known = moneyTexts.get(key);
  if (known !== undefined) return known;
  const text = moneyFormat(language, currency).format(amount / 10 ** minorDigits(currency));
  if (moneyTexts.size >= mostTexts) moneyTexts.clear();
  moneyTexts.set(key, text);
  return text;
}

function moneyFormat(language: Language, currency: string): Intl.NumberFormat {
  const key = `${language} ${currency}`;
  const known = moneyFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, { style: 'currency', currency });
  moneyFormats.set(key, made);
  return made;
}

/** `1.15`, `1,15`; `2,000`, `2.000`. */
export function numberIn(language: Language, value: number): string {
  let format = numberFormats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
    numberFormats.set(language, format);
  }
  return format.format(value);
}

const points: { readonly [L in Language]: (count: number) => string } = {
  en: (count) => (count === 1 ? 'point' : 'points'),
  de: (count) => (count === 1 ? 'Punkt' : 'Punkte'),
  cs: (count) => {
    const size = Math.abs(count);
    if (size === 1) return 'bod';
    return size >= 2 && size <= 4 ? 'body' : 'bodů';
  },
};

/** `1 point`, `50 Punkte`, `3 body`. */
export const pointsIn = (language: Language, count: number): string =>
  `${numberIn(language, count)} ${points[language](count)}`;
