import { retentionCountries, type RetentionCountry } from '../members/retention.ts';

/** What a club may set by country. */
export interface CountryRule {
  /** From this age people consent for themselves. */
  readonly ageOfConsent: number;
  /** Whether the club writes to customers by e-mail about similar goods until they object. */
  readonly existingCustomers: boolean;
}

/**
 * Age: Art. 8 GDPR with national law (16, 14, 15). Existing customers: § 7 (3) UWG, § 174 (4) TKG 2021 and § 7 (3) of act
 * 480/2004 allow e-mails about similar goods under conditions that only the club knows to be met. So it is off.
 */
export const usualCountryRules: Readonly<Record<RetentionCountry, CountryRule>> = {
  de: { ageOfConsent: 16, existingCustomers: false },
  at: { ageOfConsent: 14, existingCustomers: false },
  cz: { ageOfConsent: 15, existingCustomers: false },
};

/** A sale makes a customer for so long. */
export const customerMonths = 24;

const callingCodes: Readonly<Record<RetentionCountry, string>> = { de: '+49', at: '+43', cz: '+420' };

/** Whose law protects a member: by the calling code of the phone, else that of the club. */
export const countryOf = (phone: string | null, club: RetentionCountry): RetentionCountry =>
  retentionCountries.find((country) => phone?.startsWith(callingCodes[country])) ?? club;
