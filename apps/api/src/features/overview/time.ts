import { localDateOf, startOfDate, type Instant, type Period } from '@regulars/loyalty';

export interface ComparedTimes {
  /** The last days, today as far as it has come. */
  readonly current: Period;
  /** As many days before, up to the same time of day, so that both are equally long. */
  readonly previous: Period;
}

export const comparedTimes = (now: Instant, days: number, zone: string): ComparedTimes => {
  const today = localDateOf(now, zone);
  const from = startOfDate(today.subtract({ days: days - 1 }), zone);
  const before = startOfDate(today.subtract({ days: 2 * days - 1 }), zone);
  // What happens at this very moment belongs to it; ends are exclusive.
  return {
    current: { from, until: now + 1 },
    previous: { from: before, until: daysBefore(now, days, zone) + 1 },
  };
};

/** The same time of day, so many days of the zone's calendar earlier. */
export const daysBefore = (at: Instant, days: number, zone: string): Instant =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).subtract({ days }).epochMilliseconds;

/** First days of all weeks (Monday) or months that touch the period. */
export const periodsOf = ({ from, until }: Period, grain: 'week' | 'month', zone: string): string[] => {
  const last = localDateOf(until - 1, zone);
  const periods: string[] = [];
  let first = firstDayOf(localDateOf(from, zone), grain);
  while (Temporal.PlainDate.compare(first, last) <= 0) {
    periods.push(first.toString());
    first = first.add(grain === 'week' ? { weeks: 1 } : { months: 1 });
  }
  return periods;
};

const firstDayOf = (date: Temporal.PlainDate, grain: 'week' | 'month'): Temporal.PlainDate =>
  grain === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date.with({ day: 1 });
