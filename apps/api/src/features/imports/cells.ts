import { minorDigits } from '@regulars/loyalty';
import {
  birthday,
  largestAmount,
  visible,
  type ImportMapping,
  type ImportOptions,
} from '@regulars/contracts';
import { refusal, RefusedCell } from './refusals.ts';
import { startOf } from '../../platform/text.ts';

/** How to read the cells of a file. */
export interface Reading {
  readonly options: ImportOptions;
  /** For times without an offset. */
  readonly zone: string;
  /** The moment of reading. Everything in a file is earlier. */
  readonly now: Date;
}

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

  /** A missing or extra delimiter shifts every later cell to another column. Extra empty cells do no harm. */
  assertWhole(cells: readonly string[]): void {
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

  all(cells: readonly string[], field: string): string[] {
    return (this.#at.get(field) ?? []).flatMap((index) => cells[index]?.trim() || []);
  }
}

const plainNumber = /^([+-]?)(\d{0,15})(?:\.(\d{1,18}))?$/;
/** Thousands separators are removed only in the right places: `3,86` is never read as 386. */
const grouped = { '.': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/, ',': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/ };

const plainOf = (text: string, decimal: '.' | ','): string => {
  const bare = text.replaceAll(/[\s\u00a0]/g, '');
  const whole = grouped[decimal].test(bare) ? bare.replaceAll(decimal === '.' ? ',' : '.', '') : bare;
  return decimal === '.' ? whole : whole.includes('.') ? '' : whole.replace(',', '.');
};

/** A decimal as an integer of `10 ** -places`, digit by digit. */
export const scaled = (text: string, places: number, field: string, { options }: Reading): number => {
  const [, sign, whole = '', fraction = ''] = plainNumber.exec(plainOf(text, options.decimal)) ?? [];
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
  const value = scaled(text, minorDigits(currency), field, reading);
  if (value < 0 && !mayBeNegative) throw refusal(field, 'negative', { value: shorten(text) });
  if (Math.abs(value) > largestAmount) throw refusal(field, 'too-large', { value: shorten(text) });
  return value;
};

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Day or month first, with or without a time. */
export const localDate =
  /^(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** How a date is written, with an example of each. */
const forms: Record<ImportOptions['dates'], string> = {
  iso: '2026-11-22',
  'day-first': '22.11.2026',
  'month-first': '11/22/2026',
};

interface Parts {
  readonly date: string;
  readonly time: string;
  readonly offset: string | undefined;
}

const partsOf = (text: string, field: string, dates: ImportOptions['dates']): Parts => {
  const found = (dates === 'iso' ? iso : localDate).exec(text);
  if (!found) throw refusal(field, 'date-form', { value: shorten(text), form: forms[dates] });
  const two = (part: string | undefined): string => (part ?? '00').padStart(2, '0');
  const time = `${two(found[4])}:${two(found[5])}:${two(found[6])}`;
  if (dates === 'iso') return { date: `${found[1]}-${found[2]}-${found[3]}`, time, offset: found[7] };
  const [day, month] = dates === 'day-first' ? [found[1], found[2]] : [found[2], found[1]];
  return { date: `${found[3]}-${two(month)}-${two(day)}`, time, offset: undefined };
};

/** A time as RFC 3339. Without an offset it is in the zone; without a time it is the start of the day. */
export const momentOf = (text: string, field: string, { options, zone }: Reading): string => {
  const { date, time, offset } = partsOf(text, field, options.dates);
  try {
    if (offset !== undefined) return Temporal.Instant.from(`${date}T${time}${offset}`).toString();
    return Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' })
      .toZonedDateTime(zone)
      .toInstant()
      .toString();
  } catch {
    throw refusal(field, 'no-date', { value: shorten(text) });
  }
};

export const dayOf = (text: string, field: string, { options }: Reading): string => {
  const { date } = partsOf(text, field, options.dates);
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString();
  } catch {
    throw refusal(field, 'no-date', { value: shorten(text) });
  }
};

/** Day and month, as our own files and many others have them. */
const withoutYear = /^(?:--(\d{2})-(\d{2})|(\d{1,2})[./-]\s?(\d{1,2})\.?)$/;

/** A day without a year as `--MM-DD`; null if the text is none. */
export const yearlessDay = (text: string, { options: { dates } }: Reading): string | null => {
  const found = withoutYear.exec(text);
  if (!found) return null;
  const [, isoMonth, isoDay, first, second] = found;
  if (isoMonth === undefined && dates === 'iso') return null;
  const [month, day] =
    isoMonth === undefined ? (dates === 'day-first' ? [second, first] : [first, second]) : [isoMonth, isoDay];
  const named = `${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return birthday.safeParse(`--${named}`).success ? `--${named}` : null;
};

const yes = ['1', 'true', 'yes', 'y', 'ja', 'j', 'ano', 'x'];
const no = ['0', 'false', 'no', 'n', 'nein', 'ne'];

export const truthOf = (text: string, field: string): boolean => {
  const word = text.toLowerCase();
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  throw refusal(field, 'no-truth', { value: shorten(text) });
};

export const shorten = (text: string): string => (text.length > 60 ? `${startOf(text, 57)}…` : text);
