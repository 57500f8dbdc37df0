import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { money } from '#lib/ui/format.ts';

/** One amount for each currency: '€5.00 or 125 Kč'. */
export const amountsText = (
  amounts: readonly { readonly amount: number; readonly currency: string }[],
  locale: Locale = getLocale(),
): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(
    amounts.map(({ amount, currency }) => money(amount, currency, locale)),
  );
