import { lastUsableDay } from '@regulars/loyalty';

/**
 * An exclusive end in a file: the last usable day in the club's time zone, `2026-12-31`. With the time until which it
 * can be used, `2026-12-31 15:00`, if it ends within that day.
 */
export const lastDayText = (exclusive: string, timeZone: string): string => {
  const { date, wholeDay } = lastUsableDay(Date.parse(exclusive), timeZone);
  if (wholeDay) return date;
  const local = Temporal.Instant.from(exclusive).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
};
