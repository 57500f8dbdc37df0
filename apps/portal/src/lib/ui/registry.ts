import { count } from './format.ts';

/**
 * What texts format (`{points:number}`, plurals), in place of Paraglide's own functions: those set up a new format for
 * each text, and the first one takes a slow phone more than 50 ms. `vite.config.ts` puts this file there.
 */
export const number = (locale: string, input: unknown): string => count(Number(input), locale);

const rules = new Map<string, Intl.PluralRules>();

export function plural(locale: string, input: unknown): Intl.LDMLPluralRule {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known.select(Number(input));
}
