import type { Reward } from '@regulars/contracts';
import { isCurrency, minorOf } from '#lib/shell/form/amount.ts';

type Values = Record<string, string>;

/** A whole number from `least`; null for an empty field, undefined for an invalid one. */
export function whole(typed: string | undefined, least: number): number | null | undefined {
  if (!typed) return null;
  const number = /^\d{1,9}$/u.test(typed) ? Number(typed) : -1;
  return number >= least ? number : undefined;
}

/** What members pay besides the points, null for nothing; and the fields that are wrong. */
export function typedToPay(values: Values): { toPay: Reward['toPay']; wrong: string[] } {
  const amounts: NonNullable<Reward['toPay']> = [];
  const wrong: string[] = [];
  for (const [field, typed] of Object.entries(values)) {
    const currency = field.startsWith('toPay_') ? field.slice('toPay_'.length) : '';
    if (!isCurrency(currency) || !typed) continue;
    const amount = minorOf(typed, currency);
    if (amount) amounts.push({ amount, currency });
    else wrong.push(field);
  }
  return { toPay: amounts.length > 0 ? amounts : null, wrong };
}

/** The prices of tiers, no higher than the usual one; and the fields that are wrong. */
export function typedTierPrices(
  values: Values,
  usual: number,
): { tierPrices: Reward['tierPrices']; wrong: string[] } {
  const tierPrices: Reward['tierPrices'] = [];
  const wrong: string[] = [];
  for (const [field, typed] of Object.entries(values)) {
    if (!field.startsWith('price_') || !typed) continue;
    const points = whole(typed, 1);
    if (points && (points <= usual || usual === 0))
      tierPrices.push({ tierId: field.slice('price_'.length), points });
    else wrong.push(field);
  }
  return { tierPrices, wrong };
}
