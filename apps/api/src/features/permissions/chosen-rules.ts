import type { RetentionCountry } from '@regulars/loyalty';

export interface ChosenCountryRule {
  /** Null for the age of the country. */
  readonly ageOfConsent: number | null;
  readonly existingCustomers: boolean;
}
export type ChosenCountries = Partial<Record<RetentionCountry, ChosenCountryRule>>;
