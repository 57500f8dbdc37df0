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
  /(?:^|[T,\s]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(?:uhr|hod\.?)?\s*(?:([ap])\.?\s?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/iu;
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2})?)?(Z)?$/;
const yearFirst = /^(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?$/;
const isoYearless = /^--(\d{2})-(\d{2})$/;
const numeric = /^(\d{1,2})([./-])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2}))?\.?$/;
const dayAndName = /^(\d{1,2})[.\s-]*\s?(\p{L}+)[.,\s-]*(\d{4}|\d{2})?$/u;
const nameAndDay = /^(\p{L}+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/u;
const weekday = /^\p{L}{2,10}\.?,?\s+(?=.*\d)/u;

const two = (part: string | undefined): string => (part ?? '00').padStart(2, '0');

const timeOf = (found: RegExpExecArray): Pick<WrittenDate, 'time' | 'offset'> => {
  const [, hour = '', minute, second, half, zone] = found;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const offset = zone && /^[zug]/iu.test(zone) ? 'Z' : zone;
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
  const text = cell.trim();
  const short = compact.exec(text);
  if (short) {
    const [, year, month, day, hour, minute, second, zone] = short;
    const time = `${two(hour)}:${two(minute)}:${two(second)}`;
    return { year: Number(year), month: Number(month), day: Number(day), time, offset: zone };
  }
  const found = clock.exec(text);
  const date = found ? text.slice(0, found.index).trim() : text;
  const at = found ? timeOf(found) : midnight;
  const read = dayIn(date, order, now) ?? dayIn(date.replace(weekday, ''), order, now);
  return read && { ...read, ...at };
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
  const text = cell.trim();
  const found = clock.exec(text);
  const [, first, between, second, year] =
    numeric.exec(found ? text.slice(0, found.index).trim() : text) ?? [];
  if (year === undefined && !(between === '.' && text.endsWith('.'))) return null;
  return { first: Number(first), second: Number(second), pointed: between === '.' };
};
