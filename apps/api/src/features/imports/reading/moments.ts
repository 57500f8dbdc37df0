import { dayMs } from '@regulars/loyalty';
/** A day and a time as a clock on the wall shows them. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** `10:22:00` */
  readonly time: string;
}

const clockTime = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const mostDays = 20_000;

/** First moment of a day, and null if its clock changes: then the time has to be asked. */
interface KnownDay {
  readonly start: number;
  readonly isEven: boolean;
}

const known = new Map<string, KnownDay>();

const dayIn = (zone: string, date: Temporal.PlainDate): KnownDay => {
  const start = date.toZonedDateTime(zone).epochMilliseconds;
  const next = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  return { start, isEven: next - start === dayMs };
};

/**
 * The moment in this zone as RFC 3339. Throws RangeError if there is no such day or time. Files have many times of the
 * same day, so a day is looked up once: that takes a twentieth of the time.
 */
export const momentIn = (zone: string, { year, month, day, time }: LocalTime): string => {
  const key = `${zone} ${year}-${month}-${day}`;
  let found = known.get(key);
  if (!found) {
    found = dayIn(zone, Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }));
    if (known.size >= mostDays) known.clear();
    known.set(key, found);
  }
  if (found.isEven && clockTime.test(time)) return written(found.start + sinceMidnight(time));
  const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  return Temporal.PlainDateTime.from(`${date.toString()}T${time}`, { overflow: 'reject' })
    .toZonedDateTime(zone)
    .toInstant()
    .toString();
};

const sinceMidnight = (time: string): number =>
  Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3, 5)) * 60_000 + Number(time.slice(6)) * 1000;

const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
