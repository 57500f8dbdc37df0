import type { Instant } from './clock.ts';

/** The calendar date in the zone at that moment. */
export function localDateOf(at: Instant, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** First moment of the date: 00:00, or later if a clock change skips midnight. */
export function startOfDate(date: Temporal.PlainDate, zone: string): Instant {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/** First moment after the date. */
export function endOfDate(date: Temporal.PlainDate, zone: string): Instant {
  return startOfDate(date.add({ days: 1 }), zone);
}

/** The same day of a later month, or that month's last day: 31 January + 1 month = 28 or 29 February. */
export function addMonthsClamped(date: Temporal.PlainDate, months: number): Temporal.PlainDate {
  return date.add({ months }, { overflow: 'constrain' });
}

/** The first `month`/`day` after the date. If the month lacks that day, its last day. */
export function nextYearlyDate(date: Temporal.PlainDate, month: number, day: number): Temporal.PlainDate {
  const inYear = (year: number) => Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' });
  const thisYear = inYear(date.year);
  return Temporal.PlainDate.compare(thisYear, date) > 0 ? thisYear : inYear(date.year + 1);
}

export interface Period {
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
}

export function localDay(at: Instant, zone: string): Period {
  const date = localDateOf(at, zone);
  return { from: startOfDate(date, zone), until: endOfDate(date, zone) };
}

/** From Monday 00:00 to the next one. */
export function localWeek(at: Instant, zone: string): Period {
  const date = localDateOf(at, zone);
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  return { from: startOfDate(monday, zone), until: startOfDate(monday.add({ days: 7 }), zone) };
}

export function localMonth(at: Instant, zone: string): Period {
  const first = localDateOf(at, zone).with({ day: 1 });
  return { from: startOfDate(first, zone), until: startOfDate(first.add({ months: 1 }), zone) };
}
