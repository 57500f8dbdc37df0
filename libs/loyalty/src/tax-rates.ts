import type { RetentionCountry } from './members/retention.ts';

/** VAT rates in percent, the usual one first: § 12 UStG; § 10 of the Austrian UStG; § 47 of the Czech VAT act. */
const usual = {
  de: { currency: 'EUR', rates: [19, 7] },
  at: { currency: 'EUR', rates: [20, 10, 13] },
  cz: { currency: 'CZK', rates: [21, 12] },
} as const satisfies Record<RetentionCountry, { currency: string; rates: readonly number[] }>;

export interface UsualTaxRates {
  readonly country: RetentionCountry;
  readonly currency: string;
  readonly rates: readonly number[];
}

/**
 * What to propose for locations, one for each currency, to a club in this country. A currency that only another country
 * uses tells that the location is there.
 */
export const usualTaxRates = (country: RetentionCountry): UsualTaxRates[] =>
  country === 'cz'
    ? [{ country, ...usual.cz }]
    : [
        { country, ...usual[country] },
        { country: 'cz', ...usual.cz },
      ];
