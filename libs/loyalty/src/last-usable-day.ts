import type { Instant } from './clock.ts';

export interface LastUsable {
  /** `2026-12-31`: the last date in the zone on which it can be used. */
  readonly date: string;
  /** The last moment: for a format that shows only the date. */
  readonly at: Instant;
  /** True if it can be used until that date ends. Otherwise readers also need the time. */
  readonly wholeDay: boolean;
}

// Browsers run this too, and not all of them have Temporal.
const kept = new Map<string, Intl.DateTimeFormat>();
const dateIn = (at: Instant, zone: string): string => {
  const known = kept.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone });
  if (!known) kept.set(zone, format);
  return format.format(at);
};

/**
 * What "valid until" names, in every text for people. `validUntil` and `expiresAt` are exclusive: the first moment
 * when something can no longer be used. A voucher with `2027-01-01T00:00+01:00` is valid until 31 December.
 *
 * @param exclusive the first moment when it cannot be used
 */
export function lastUsableDay(exclusive: Instant, zone: string): LastUsable {
  const at = exclusive - 1;
  const date = dateIn(at, zone);
  // A day begins where the date changes, also when a clock change skips midnight.
  return { date, at, wholeDay: date !== dateIn(exclusive, zone) };
}
