import type { Reading } from './mail-content.ts';

/** A day, given as `YYYY-MM-DD`, in the reader's language: `3. Dezember 2026`. */
export const calendarDay = (date: string, { language }: Reading): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** A moment, given as RFC 3339, in the reader's language and the club's time zone: `3. Dezember 2026 um 14:05`. */
export const momentOf = (at: string, { language, brand }: Reading): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: brand.timeZone,
  }).format(new Date(at));
