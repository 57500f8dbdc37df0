import { dayMs, type Instant } from '../clock.ts';

/** Countries whose law the defaults know. */
export const retentionCountries = ['de', 'at', 'cz'] as const;
export type RetentionCountry = (typeof retentionCountries)[number];

/** How long what is kept after a membership was closed. */
export interface RetentionTimes {
  /** Days until the person is erased everywhere. */
  readonly profileDays: number;
  /** Years beyond which consents given and withdrawn need not be proved any more; 0 keeps no proof. */
  readonly consentProofYears: number;
  /** Years for which the books must be able to say whose a purchase was, from the end of its year; 0 keeps nothing. */
  readonly bookkeepingYears: number;
}

/**
 * Vouchers: § 147 AO (8 years), § 132 BAO (7), § 35 of the Czech VAT act (10). Proof of consent: § 7a UWG (5), taken for all. The
 * days leave time to come back.
 */
export const usualRetention: Readonly<Record<RetentionCountry, RetentionTimes>> = {
  de: { profileDays: 30, consentProofYears: 5, bookkeepingYears: 8 },
  at: { profileDays: 30, consentProofYears: 5, bookkeepingYears: 7 },
  cz: { profileDays: 30, consentProofYears: 5, bookkeepingYears: 10 },
};

const zones: Readonly<Record<string, RetentionCountry>> = {
  'Europe/Vienna': 'at',
  'Europe/Prague': 'cz',
};

/** Where a club is that has not said so: by its time zone, else Germany. */
export const likelyCountry = (timeZone: string): RetentionCountry => zones[timeZone] ?? 'de';

/** When a closed member is to be erased. */
export const erasesAt = (closedAt: Instant, { profileDays }: RetentionTimes): Instant =>
  closedAt + profileDays * dayMs;

const zoned = (at: Instant, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** A proof ends that many years after the last word was said; null where none is kept. */
export const proofEnds = (saidAt: Instant, years: number, zone: string): Instant | null =>
  years === 0 ? null : zoned(saidAt, zone).add({ years }).epochMilliseconds;

/** The time of vouchers runs from the end of the calendar year; null where nothing is kept. */
export const bookkeepingEnds = (lastAt: Instant, years: number, zone: string): Instant | null =>
  years === 0
    ? null
    : zoned(lastAt, zone)
        .with({ month: 1, day: 1 })
        .startOfDay()
        .add({ years: years + 1 }).epochMilliseconds;
