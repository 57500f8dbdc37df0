import type { ExportSchedule } from '@regulars/contracts';
import { localDateOf, type Instant } from '@regulars/loyalty';

/** Before anyone works, and after the sums of the day before. */
const hour = '05:00';
const monday = 1;

/** The next morning of the club, or that of the next Monday. */
export const nextTurn = (now: Instant, every: ExportSchedule['every'], zone: string): Date => {
  const today = localDateOf(now, zone);
  const isAhead = (days: number): boolean => momentOf(today.add({ days }), zone) > now;
  const wanted = (days: number): boolean => every === 'day' || today.add({ days }).dayOfWeek === monday;
  let days = 0;
  while (!isAhead(days) || !wanted(days)) days += 1;
  return new Date(momentOf(today.add({ days }), zone));
};

const momentOf = (day: ReturnType<typeof localDateOf>, zone: string): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: hour }).epochMilliseconds;
