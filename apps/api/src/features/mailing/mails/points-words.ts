import type { Reading } from '../../../platform/mail/index.ts';

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
