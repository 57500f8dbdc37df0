import { hasYear } from '@regulars/conditions';
import { getLocale } from '#lib/paraglide/runtime.js';
import { dateTime } from '#lib/ui/format.ts';

const typedDay = /^(\d{1,2})[./-]\s?(\d{1,2})(?:[./-]\s?(\d{4})?)?$/u;

/** `14.5.`, `14/5/1990` or ISO as the API takes it; anything else stays as it is. */
export function birthdayOf(typed: string): string {
  const [, day, month, year = '-'] = typedDay.exec(typed.trim().replaceAll('\u00a0', ' ')) ?? [];
  return day && month ? [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-') : typed;
}

const separators: Readonly<Record<string, string>> = { de: '.', en: '/', cs: '. ' };

/** A birthday as people type it: `14.5.1990`, or `14.5.` without a year. */
export function typedBirthday(birthday: string): string {
  const [month, day] = [birthday.slice(-5, -3), birthday.slice(-2)].map(Number);
  const separator = separators[getLocale()] ?? '.';
  const end = separator === '/' ? '' : '.';
  const year = hasYear(birthday) ? birthday.slice(0, 4) : null;
  return year === null ? `${day}${separator}${month}${end}` : [day, month, year].join(separator);
}

/** A birthday in words: `14 May 1990`, or `14 May`. */
export const shownBirthday = (birthday: string): string =>
  hasYear(birthday)
    ? dateTime(`${birthday}T12:00:00Z`, 'date', 'UTC')
    : dateTime(`2004${birthday.slice(-6)}T12:00:00Z`, 'day-of-year', 'UTC');
