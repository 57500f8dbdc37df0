import { localDateOf, startOfDate, type Instant, type Period } from '@regulars/loyalty';

export interface ComparedTimes {
  /** The last days, including today so far. */
  readonly current: Period;
  /** The same number of days before, up to the same time of day, so that both are equally long. */
  readonly previous: Period;
}

export const comparedTimes = (now: Instant, days: number, zone: string): ComparedTimes => {
  const today = localDateOf(now, zone);
  const from = startOfDate(today.subtract({ days: days - 1 }), zone);
  const before = startOfDate(today.subtract({ days: 2 * days - 1 }), zone);
  // Events of this very moment belong to it; ends are exclusive.
  return {
    current: { from, until: now + 1 },
    previous: { from: before, until: daysBefore(now, days, zone) + 1 },
  };
};

/** The start of the first of the last days; the day of `at` is one of them. */
export const lastDays = (at: Instant, days: number, zone: string): Instant =>
  startOfDate(localDateOf(at, zone).subtract({ days: days - 1 }), zone);

/** The same time of day, this many days earlier in the zone's calendar. */
export const daysBefore = (at: Instant, days: number, zone: string): Instant =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).subtract({ days }).epochMilliseconds;

export type Grain = 'day' | 'week' | 'month';

/**
 * From the start of the first day, week or month in the period, because a partial one would look like a rise.
 */
export const wholePeriods = ({ from, until }: Period, grain: Grain, zone: string): Period => ({
  from: startOfDate(firstDayOf(localDateOf(from, zone), grain), zone),
  until,
});

/** First days of all days, weeks (Monday) or months in the period. */
export const periodsOf = ({ from, until }: Period, grain: Grain, zone: string): string[] => {
  const last = localDateOf(until - 1, zone);
  const periods: string[] = [];
  let first = firstDayOf(localDateOf(from, zone), grain);
  while (Temporal.PlainDate.compare(first, last) <= 0) {
    periods.push(first.toString());
    first = first.add(oneOf[grain]);
  }
  return periods;
};

const oneOf = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } } as const;

const firstDayOf = (date: Temporal.PlainDate, grain: Grain): Temporal.PlainDate => {
  if (grain === 'month') return date.with({ day: 1 });
  return grain === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date;
};
