import { minorDigits } from '@regulars/loyalty';
import {
  birthday,
  largestAmount,
  phone as phoneSchema,
  visible,
  type ImportMapping,
  type ImportOptions,
  type Language,
} from '@regulars/contracts';
import { numberedDate, writtenDate, type DateOrder, type WrittenDate } from './reading/dates.ts';
import { emailsIn } from './reading/emails.ts';
import { momentIn } from './reading/moments.ts';
import { phonesIn, type PhoneCountry } from '../../platform/phones.ts';
import { truthIn } from './reading/truths.ts';
import { plainNumberOf, writtenNumber } from './reading/numbers.ts';
import { refusal, RefusedCell } from './refusals.ts';
import { startOf } from '../../platform/text.ts';

/** How to read the cells of a file. */
export interface Reading {
  readonly options: ImportOptions;
  /** For times without an offset. */
  readonly zone: string;
  /** For days that end in the club, such as the last one of points. */
  readonly clubZone: string;
  /** The club's first one, for members without a language. */
  readonly language: Language;
  /** For phone numbers without one; undefined if it is not known. */
  readonly country: PhoneCountry | undefined;
  /** The moment of reading. Everything in a file is earlier. */
  readonly now: Date;
}

const dayAndTime = /\d[-./]\d.*[\sT]\d{1,2}:\d{2}/u;

/** The cells of one line by the fields of its columns. */
export class Cells {
  readonly #at: ReadonlyMap<string, readonly number[]>;
  readonly #width: number;

  constructor(header: readonly string[], { columns }: Pick<ImportMapping, 'columns'>) {
    this.#width = header.length;
    this.#at = new Map(
      Object.entries(columns).map(([field, names]) => [
        field,
        [names].flat().map((name) => header.indexOf(name)),
      ]),
    );
  }

  has(field: string): boolean {
    return this.#at.has(field);
  }

  /** Of its first column; -1 if it has none. */
  placeOf(field: string): number {
    return this.#at.get(field)?.[0] ?? -1;
  }

  placesOf(field: string): readonly number[] {
    return this.#at.get(field) ?? [];
  }

  /** A missing or extra delimiter shifts every later cell to another column. Extra empty cells do no harm. */
  assertWhole(cells: readonly string[]): void {
    if (cells.length === this.#width) return;
    const found = cells.findLastIndex((text) => text.trim() !== '') + 1;
    if (cells.length >= this.#width && found <= this.#width) return;
    const params = { found: cells.length, wanted: this.#width };
    throw new RefusedCell({ code: 'invalid-request', reason: 'cell-count', params });
  }

  /** The trimmed text; the first filled one of several columns. Undefined if there is none. */
  text(cells: readonly string[], field: string, longest: number): string | undefined {
    for (const index of this.#at.get(field) ?? []) {
      const text = cells[index]?.trim();
      if (!text) continue;
      if (text.length > longest) throw refusal(field, 'too-long', { most: longest });
      return text;
    }
    return undefined;
  }

  /** A name from the file without hidden characters. Undefined if nothing remains. */
  label(cells: readonly string[], field: string, longest: number): string | undefined {
    const text = this.text(cells, field, longest);
    return text === undefined ? undefined : visible(text) || undefined;
  }

  /** The text of all filled columns: a day and a time beside it. A cell with both says it alone. */
  joined(cells: readonly string[], field: string, longest: number): string | undefined {
    if (this.placesOf(field).length < 2) return this.text(cells, field, longest);
    const all = this.all(cells, field);
    const text = all.find((each) => dayAndTime.test(each)) ?? all.join(' ');
    if (text.length > longest) throw refusal(field, 'too-long', { most: longest });
    return text || undefined;
  }

  /** The texts of all filled columns, each told apart. */
  listed(cells: readonly string[], field: string, longest: number): string | undefined {
    if (this.placesOf(field).length < 2) return this.text(cells, field, longest);
    const text = this.all(cells, field).join(' ; ');
    if (text.length > longest) throw refusal(field, 'too-long', { most: longest });
    return text || undefined;
  }

  all(cells: readonly string[], field: string): string[] {
    return (this.#at.get(field) ?? []).flatMap((index) => cells[index]?.trim() || []);
  }
}

const plainNumber = /^([+-]?)(\d{0,15})(?:\.(\d{1,18})?)?$/;

/** A decimal as an integer of `10 ** -places`, digit by digit. Only an amount may have its currency beside it. */
export const scaled = (
  text: string,
  places: number,
  field: string,
  { options }: Reading,
  currency?: string,
): number => {
  const written = writtenNumber(text);
  if (currency !== undefined && (written?.currency ?? currency) !== currency)
    throw refusal(field, 'other-currency', { value: shorten(text), currency });
  const bare = written && (currency !== undefined || written.currency === undefined) ? written.text : '';
  const [, sign, whole = '', fraction = ''] = plainNumber.exec(plainNumberOf(bare, options.decimal)) ?? [];
  if (whole === '' && fraction === '') throw refusal(field, 'no-number', { value: shorten(text) });
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > places) throw refusal(field, 'too-many-decimals', { value: shorten(text), most: places });
  const value = Number(whole + kept.padEnd(places, '0'));
  if (!Number.isSafeInteger(value)) throw refusal(field, 'too-large', { value: shorten(text) });
  return sign === '-' ? 0 - value : value;
};

/** An amount in exact minor units. */
export const amountOf = (
  text: string,
  currency: string,
  field: string,
  reading: Reading,
  mayBeNegative = false,
): number => {
  const value = scaled(text, minorDigits(currency), field, reading, currency);
  if (value < 0 && !mayBeNegative) throw refusal(field, 'negative', { value: shorten(text) });
  if (Math.abs(value) > largestAmount) throw refusal(field, 'too-large', { value: shorten(text) });
  return value;
};

/** How a date is written, with an example of each. */
const forms: Record<DateOrder, string> = {
  iso: '2026-11-22',
  'day-first': '22.11.2026',
  'month-first': '11/22/2026',
};

export const dateOrderOf = (field: string, { dates, dateOrders }: ImportOptions): DateOrder =>
  dateOrders?.[field] ?? dates;

const dateIn = (text: string, field: string, { options, now }: Reading): WrittenDate => {
  const order = dateOrderOf(field, options);
  const date = writtenDate(text, order, now) ?? numberedDate(text);
  if (!date) throw refusal(field, 'date-form', { value: shorten(text), form: forms[order] });
  return date;
};

const two = (part: number): string => String(part).padStart(2, '0');

/** A time as RFC 3339. Without an offset it is in the zone; without a time it is the start of the day. */
export const momentOf = (text: string, field: string, reading: Reading): string => {
  const { year, month, day, time, offset } = dateIn(text, field, reading);
  try {
    if (offset === undefined) return momentIn(reading.zone, { year: year ?? Number.NaN, month, day, time });
    const date = Temporal.PlainDate.from({ year: year ?? Number.NaN, month, day }, { overflow: 'reject' });
    return Temporal.Instant.from(`${date.toString()}T${time}${offset}`).toString();
  } catch {
    throw refusal(field, 'no-date', { value: shorten(text) });
  }
};

/** `YYYY-MM-DD`, or `--MM-DD` if the file does not say the year. */
export const birthdayOf = (text: string, field: string, reading: Reading): string => {
  const { year, month, day } = dateIn(text, field, reading);
  const written = `${year === null ? '-' : String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (!birthday.safeParse(written).success) throw refusal(field, 'no-date', { value: shorten(text) });
  return written;
};

export const truthOf = (text: string, field: string): boolean => {
  const truth = truthIn(text);
  if (truth !== null) return truth;
  throw refusal(field, 'no-truth', { value: shorten(text) });
};

export const shorten = (text: string): string => (text.length > 60 ? `${startOf(text, 57)}…` : text);

/** What a cell with telephone numbers says. */
export interface NumbersIn {
  /** With their countries where these are known; several if the cell has several. */
  readonly numbers: readonly string[];
  /** What else it says. */
  readonly rest: readonly string[];
}

/** Undefined if the cell says that there is none. Throws RefusedCell if nothing in it is a number. */
export const phonesOf = (text: string, field: string, { country }: Reading): NumbersIn | undefined => {
  const { numbers, rest } = phonesIn(text, country);
  if (numbers.length > 0) return { numbers, rest };
  if (rest.length === 0) return undefined;
  const plain = country === undefined ? phoneSchema.safeParse(text).data : undefined;
  if (plain === undefined) throw refusal(field, 'no-phone', { value: shorten(text) });
  return { numbers: [plain], rest: [] };
};

/** The first number, to find a member by it. */
export const phoneOf = (text: string, field: string, reading: Reading): string | undefined =>
  phonesOf(text, field, reading)?.numbers[0];

/** The first address, to find a member by it. Throws RefusedCell if there is none. */
export const emailOf = (text: string, field: string): string => {
  const [email] = emailsIn(text).emails;
  if (email === undefined) throw refusal(field, 'no-email', { value: shorten(text) });
  return email;
};
