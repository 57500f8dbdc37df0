import type { Instant } from '../clock.ts';

/** After the usual quiet hours. */
const hour = 8;
const monday = 1;

/** When the next summary goes: on the next morning, or on that of the next Monday, in the time zone of the club. */
export const nextDigest = (every: 'day' | 'week', now: Instant, zone: string): Instant => {
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: 1 });
  const wait = every === 'day' ? 0 : (7 + monday - tomorrow.dayOfWeek) % 7;
  return tomorrow.add({ days: wait }).toZonedDateTime({ timeZone: zone, plainTime: { hour } })
    .epochMilliseconds;
};
