import { count, decimal } from './format.ts';

/**
 * What texts format (`{points:number}`, plurals), in place of Paraglide's own functions: those set up a new format for
 * each text, and the first one takes a slow phone more than 50 ms. `vite.config.ts` puts this file there.
 */
export function number(locale: string, input: unknown): string {
  const value = Number(input);
  // Quantities may be parts of a kilo.
  return Number.isInteger(value) ? count(value, locale) : decimal(String(value), locale);
}

const rules = new Map<string, Intl.PluralRules>();

export function plural(locale: string, input: unknown): Intl.LDMLPluralRule {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known.select(Number(input));
}
