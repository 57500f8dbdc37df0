import type { ImportOptions } from '@regulars/contracts';

/** What comes first in dates of figures only. Dates that begin with the year or name the month are read in any order. */
export type DateOrder = ImportOptions['dates'];

/** A date as a file writes it; not yet checked against the calendar. */
export interface WrittenDate {
  /** Null if the file does not say it. */
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** `hh:mm:ss` */
  readonly time: string;
  readonly offset: string | undefined;
}

const monthNames: readonly (readonly string[])[] = [
  ['jan', 'jän', 'led'],
  ['feb', 'úno'],
  ['mar', 'mär', 'mrz', 'bře'],
  ['apr', 'dub'],
  ['may', 'mai', 'kvě'],
  ['jun', 'červen', 'června', 'čvn'],
  ['jul', 'červenec', 'července', 'čvc'],
  ['aug', 'srp'],
  ['sep', 'zář'],
  ['oct', 'okt', 'říj'],
  ['nov', 'lis'],
  ['dec', 'dez', 'pro'],
];
/** Other words begin with these letters too, so only whole names and short forms count. */
const monthWord =
  /^(?:jan(?:uary|uar|\.)?|jän(?:ner)?|led(?:en|na)?|feb(?:ruary|ruar|er)?|úno(?:r|ra)?|mar(?:ch)?|märz?|mrz|bře(?:zen|zna)?|apr(?:il)?|dub(?:en|na)?|may|mai|kvě(?:ten|tna)?|june?|juni|čvn|červ(?:en|na|ence|enec)|july?|juli|čvc|aug(?:ust)?|srp(?:en|na)?|sept?(?:ember)?|září?|o[ck]t(?:ober)?|říj(?:en|na)?|nov(?:ember)?|lis(?:topad|topadu)?|de[cz](?:ember)?|pro(?:sinec|since)?)$/u;

const monthOf = (word: string): number | null => {
  const small = word.normalize('NFC').toLowerCase();
  if (!monthWord.test(small)) return null;
  const long = monthNames.findIndex((names) => names.includes(small));
  const at = long >= 0 ? long : monthNames.findIndex((names) => names.some((name) => small.startsWith(name)));
  // `července` begins with `červen`.
  return small.startsWith('červen') && (small.includes('nc') || small.endsWith('ec')) ? 7 : at + 1;
};

const clock =
  /(?:^|[T,\s]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(?:uhr|hod\.?)?\s*(?:([ap])\.?\s?m\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/iu;
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2})?)?(Z)?$/;
const yearFirst = /^(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?$/;
const isoYearless = /^--(\d{2})-(\d{2})$/;
const numeric = /^(\d{1,2})([./-])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2}))?\.?$/;
const dayAndName = /^(\d{1,2})[./\s-]*\s?(\p{L}+)[.,/\s-]*(\d{4}|\d{2})?$/u;
const nameAndDay = /^(\p{L}+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/u;
const weekday = /^\p{L}{2,10}(?:\.?,?\s+(?=.*\d)|[.,]{1,2}(?=\d))/u;
const weekdayAfter = /[\s,]+\(?\p{L}{2,10}\.?\)?$/u;
/** `um 14:05`, and `14.05` after a whole year. */
const wordBeforeClock = /\s(?:um|at|v|ve)\s+(?=\d{1,2}[:.]\d{2})/iu;
const pointedClock = /(?<=\d{4},?\s+)(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=\s*(?:uhr|hod\.?|h)?$)/iu;

/** With colons in its time, and nothing between day and time. */
const plainly = (cell: string): string =>
  cell
    .trim()
    .replace(wordBeforeClock, ' ')
    .replace(pointedClock, (_, hour: string, minute: string, second?: string) =>
      [hour, minute, ...(second === undefined ? [] : [second])].join(':'),
    );

const two = (part: string | undefined): string => (part ?? '00').padStart(2, '0');

const timeOf = (found: RegExpExecArray): Pick<WrittenDate, 'time' | 'offset'> => {
  const [, hour = '', minute, second, half, zone] = found;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const offset = zone && (/^[zug]/iu.test(zone) ? 'Z' : zone.padEnd(5, '0'));
  return { time: `${two(String(hours))}:${two(minute)}:${two(second)}`, offset };
};

const midnight = { time: '00:00:00', offset: undefined } as const;

/** Two figures are the year that came last. */
const fullYear = (text: string | undefined, now: Date): number | null => {
  if (text === undefined) return null;
  if (text.length === 4) return Number(text) || null;
  const year = 2000 + Number(text);
  return year > now.getUTCFullYear() ? year - 100 : year;
};

/** Null if it is not a date, or if its order is not known. */
export const writtenDate = (cell: string, order: DateOrder, now: Date): WrittenDate | null => {
  const text = plainly(cell);
  const short = compact.exec(text);
  if (short) {
    const [, year, month, day, hour, minute, second, zone] = short;
    const time = `${two(hour)}:${two(minute)}:${two(second)}`;
    return { year: Number(year), month: Number(month), day: Number(day), time, offset: zone };
  }
  const found = clock.exec(text);
  const date = found ? text.slice(0, found.index).trim() : text;
  const at = found ? timeOf(found) : midnight;
  const read = dayIn(date, order, now) ?? dayIn(withoutWeekday(date), order, now);
  return read && { ...read, ...at };
};

const withoutWeekday = (date: string): string => date.replace(weekday, '').replace(weekdayAfter, '');

/** The number of a day in a spreadsheet, where its format was lost: of the years from 1927 to 2099. */
const dayNumber = /^([1-6]\d{4}|7[0-2]\d{3})(?:[.,](\d{1,12}))?$/u;
const day0 = Date.UTC(1899, 11, 30);

/** A date as the number of its day, with its time as a part of a day; null for other texts. */
export const numberedDate = (cell: string): WrittenDate | null => {
  const [, days, part = '0'] = dayNumber.exec(cell.trim()) ?? [];
  if (days === undefined) return null;
  const seconds = Math.round(Number(`${days}.${part}`) * 86_400);
  const at = new Date(day0 + seconds * 1000);
  const time = at.toISOString().slice(11, 19);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    time,
    offset: undefined,
  };
};

type Day = Pick<WrittenDate, 'year' | 'month' | 'day'>;

const dayIn = (text: string, order: DateOrder, now: Date): Day | null => {
  const first = yearFirst.exec(text);
  if (first) return { year: Number(first[1]) || null, month: Number(first[3]), day: Number(first[4]) };
  const yearless = isoYearless.exec(text);
  if (yearless) return { year: null, month: Number(yearless[1]), day: Number(yearless[2]) };
  const figures = numeric.exec(text);
  if (figures) return inOrder(figures, order, now);
  return namedDay(text, now);
};

const inOrder = ([, first, , second, year]: RegExpExecArray, order: DateOrder, now: Date): Day | null => {
  if (order === 'iso') return null;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return { year: fullYear(year, now), month: Number(month), day: Number(day) };
};

const namedDay = (text: string, now: Date): Day | null => {
  const [, before, name, year] = dayAndName.exec(text) ?? [];
  const [, otherName, after, otherYear] = nameAndDay.exec(text) ?? [];
  const month = monthOf(name ?? otherName ?? '');
  if (month === null) return null;
  return { year: fullYear(year ?? otherYear, now), month, day: Number(before ?? after) };
};

/** The figures of a date that can be read in two orders. */
export const figuresOf = (cell: string): { first: number; second: number; pointed: boolean } | null => {
  const text = plainly(cell);
  const found = clock.exec(text);
  const date = found ? text.slice(0, found.index).trim() : text;
  const [, first, between, second, year] = numeric.exec(date) ?? numeric.exec(withoutWeekday(date)) ?? [];
  if (year === undefined && !(between === '.' && text.endsWith('.'))) return null;
  return { first: Number(first), second: Number(second), pointed: between === '.' };
};
