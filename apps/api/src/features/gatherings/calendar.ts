import { calendarFileName } from '@regulars/loyalty';
import type { OwnGathering } from '@regulars/contracts';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { vtimezone } from './vtimezone.ts';

export interface CalendarFile {
  readonly name: string;
  readonly content: string;
}

export interface CalendarWords {
  readonly title: string;
  readonly description: string;
  readonly place: string;
  /** Of the page in the portal. */
  readonly page: string;
  /** The part of the id that says whose it is: the host of the portal. */
  readonly host: string;
  readonly revision: number;
  readonly now: Date;
}

/** One gathering as iCalendar (RFC 5545). The library escapes what people wrote and folds long lines. */
export const calendarFile = (
  { id, state, startsAt, endsAt, timeZone }: OwnGathering,
  { title, description, place, page, host, revision, now }: CalendarWords,
): CalendarFile => {
  const isOff = state === 'cancelled';
  const zoned = (at: string): Temporal.ZonedDateTime =>
    Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const calendar = ical({
    prodId: { company: 'Regulars', product: 'Gatherings' },
    method: isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    timezone: { name: timeZone, generator: () => vtimezone(timeZone, zoned(startsAt), zoned(endsAt)) },
  });
  calendar.createEvent({
    // The same for good: a calendar replaces the entry that it has.
    id: `${id}@${host}`,
    sequence: revision,
    stamp: now,
    start: zoned(startsAt),
    end: zoned(endsAt),
    timezone: timeZone,
    summary: oneLine(title),
    description: description === '' ? page : `${description}\n\n${page}`,
    location: place === '' ? null : oneLine(place),
    url: page,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return { name: calendarFileName(title), content: calendar.toString() };
};

const oneLine = (words: string): string => words.replaceAll(/\s+/gu, ' ').trim();
