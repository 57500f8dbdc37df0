import { lastUsableDay } from '@regulars/loyalty';

/**
 * '2026-11-22T10:00' of a `datetime-local` field in the club's time zone as an instant; null if empty or
 * invalid.
 */
export function instantOf(local: string | undefined, zone: string): string | null {
  if (!local) return null;
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString();
  } catch {
    return null;
  }
}

/** The reverse; '' for none. */
export const localOf = (instant: string | null, zone: string): string =>
  instant
    ? Temporal.Instant.from(instant)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
    : '';

/**
 * What a manager picks as the end of a validity: '2026-12-31' means the whole day, '2026-12-31T15:00' until that time.
 * The exclusive moment for the API; null if empty or invalid.
 */
export function endInstantOf(picked: string | undefined, zone: string): string | null {
  if (!picked) return null;
  return picked.includes('T') ? instantOf(picked, zone) : (dayStart(picked, zone, 1) ?? null);
}

/** The reverse; '' for none. */
export function localEndOf(exclusive: string | null, zone: string): string {
  if (exclusive === null) return '';
  const { date, wholeDay } = lastUsableDay(Date.parse(exclusive), zone);
  return wholeDay ? date : localOf(exclusive, zone);
}

/**
 * The start of a day ('2026-11-22') in the club's time zone; with `after`, of the next day. Undefined if
 * invalid.
 */
export function dayStart(day: string | null, zone: string, after = 0): string | undefined {
  if (!day) return undefined;
  try {
    return Temporal.PlainDate.from(day).add({ days: after }).toZonedDateTime(zone).toInstant().toString();
  } catch {
    return undefined;
  }
}

/** Today's date in the club's time zone. */
export const todayIn = (zone: string): string => Temporal.Now.plainDateISO(zone).toString();
