import type { Reading } from '../mail-content.ts';

/** A day, given as `YYYY-MM-DD`, in the reader's language: `3. Dezember 2026`. */
export const calendarDay = (date: string, { language }: Reading): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** A moment, given as RFC 3339, in the reader's language and the club's time zone: `3. Dezember 2026 um 14:05`. */
export const momentOf = (at: string, { language, brand }: Reading): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: brand.timeZone,
  }).format(new Date(at));

const pointWords = {
  de: { one: 'Punkt', other: 'Punkte' },
  en: { one: 'point', other: 'points' },
  cs: { one: 'bod', few: 'body', many: 'bodu', other: 'bodů' },
};

/** `1.284 Punkte`, by the plural rules of the language. */
export const pointsOf = (points: number, { language }: Reading): string => {
  const words: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string } = pointWords[language];
  const word = words[new Intl.PluralRules(language).select(points)] ?? words.other;
  return `${new Intl.NumberFormat(language).format(points)} ${word}`;
};
