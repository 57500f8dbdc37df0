import { lastUsableDay } from '@regulars/loyalty';
import { dateTime } from '#lib/ui/format.ts';

const withTime = { date: 'moment', calendar: 'moment', day: 'short' } as const;

/**
 * How people read `validUntil`, `expiresAt` and other exclusive ends: the last usable day in the club's time zone,
 * with the time if it ends within that day. The lint rule `exclusive-ends` refuses any other format for them.
 */
export function validUntil(
  exclusive: string,
  timeZone: string,
  precision: keyof typeof withTime = 'date',
): string {
  const { at, wholeDay } = lastUsableDay(Date.parse(exclusive), timeZone);
  return wholeDay ? dateTime(at, precision, timeZone) : dateTime(exclusive, withTime[precision], timeZone);
}
