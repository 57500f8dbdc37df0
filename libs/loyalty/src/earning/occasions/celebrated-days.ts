import { localDateOf, localDay, type Period } from '../../calendar.ts';
import { dayMs, type Instant } from '../../clock.ts';

/** Early, so that the points are there when the member wakes up. */
const timeOfDay = '00:10';
/** How many days are made up for after a standstill, with today. */
const daysBack = 3;
/** Nobody has been a member for longer. */
const mostYears = 100;
/**
 * A year without some weeks: who corrects a birthday still has one in the next year, and who moves it over New Year has
 * no second one.
 */
const leastDaysBetween = 300;

/** A date of the club on which members have their day. */
export interface CelebratedDay {
  readonly year: number;
  /** When the points are due. */
  readonly at: Instant;
  /** Members who had a day after this moment have none now. */
  readonly since: Instant;
  /** The days of birth or joining that are celebrated: 229 for 29 February. */
  readonly days: readonly number[];
}

/** The days whose time has come, the first first: today and, after a standstill, those before. */
export function celebratedDays(now: Instant, zone: string): CelebratedDay[] {
  const today = localDateOf(now, zone);
  return Array.from({ length: daysBack }, (_, index) => today.subtract({ days: daysBack - 1 - index }))
    .map((date) => {
      const at = momentOf(date, zone);
      return { year: date.year, at, since: at - leastDaysBetween * dayMs, days: daysCelebratedOn(date) };
    })
    .filter(({ at }) => at <= now);
}

/** The local days of earlier years on which those joined who have their anniversary. */
export const joiningDays = ({ year, days }: CelebratedDay, zone: string): Period[] =>
  Array.from({ length: mostYears }, (_, index) => year - 1 - index).flatMap((joined) =>
    days.flatMap((day) => {
      const date = { year: joined, month: Math.floor(day / 100), day: day % 100 };
      const found = Temporal.PlainDate.from(date, { overflow: 'constrain' });
      return found.day === date.day ? [localDay(found.toZonedDateTime(zone).epochMilliseconds, zone)] : [];
    }),
  );

/** 00:10 in the zone, or later if a clock change skips it. */
const momentOf = (date: Temporal.PlainDate, zone: string): Instant =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(timeOfDay) }).epochMilliseconds;

/** As conditions do: who was born on 29 February has the 28th in other years. */
const daysCelebratedOn = ({ month, day, inLeapYear }: Temporal.PlainDate): number[] =>
  month === 2 && day === 28 && !inLeapYear ? [228, 229] : [month * 100 + day];
