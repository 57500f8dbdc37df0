import { minorDigits } from '@regulars/loyalty';
import type { ImportMapping, ImportOptions, ProblemCode } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';

/** How the cells of a file are to be read. */
export interface Reading {
  readonly options: ImportOptions;
  /** Of times without an offset. */
  readonly zone: string;
}

/** Says which line of the file a refusal is about. */
export class RefusedLine extends Error {
  readonly line: number;
  readonly code: ProblemCode;

  constructor(line: number, code: ProblemCode, message: string) {
    super(message);
    this.line = line;
    this.code = code;
  }
}

export const refusal = (field: string, message: string, code: ProblemCode = 'invalid-request'): ClubError =>
  ClubError.field(code, `/${field}`, `${field}: ${message}`);

/** The cells of one line by the fields that its columns are mapped to. */
export class Cells {
  readonly #at: ReadonlyMap<string, readonly number[]>;

  constructor(header: readonly string[], { columns }: Pick<ImportMapping, 'columns'>) {
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

  /** The trimmed text; of several columns the first that is filled. Undefined where there is none. */
  text(cells: readonly string[], field: string, longest: number): string | undefined {
    for (const index of this.#at.get(field) ?? []) {
      const text = cells[index]?.trim();
      if (!text) continue;
      if (text.length > longest) throw refusal(field, `longer than ${longest} characters`);
      return text;
    }
    return undefined;
  }

  all(cells: readonly string[], field: string): string[] {
    return (this.#at.get(field) ?? []).flatMap((index) => cells[index]?.trim() || []);
  }
}

const plainNumber = /^([+-]?)(\d{0,15})(?:\.(\d{1,18}))?$/;
/** Thousands are cut off only where they stand as such: `3,86` is never taken for 386. */
const grouped = { '.': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/, ',': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/ };

const plainOf = (text: string, decimal: '.' | ','): string => {
  const bare = text.replaceAll(/[\s\u00a0]/g, '');
  const whole = grouped[decimal].test(bare) ? bare.replaceAll(decimal === '.' ? ',' : '.', '') : bare;
  return decimal === '.' ? whole : whole.includes('.') ? '' : whole.replace(',', '.');
};

/** A decimal as an integer of `10 ** -places`, digit by digit. */
export const scaled = (text: string, places: number, field: string, { options }: Reading): number => {
  const [, sign, whole = '', fraction = ''] = plainNumber.exec(plainOf(text, options.decimal)) ?? [];
  if (whole === '' && fraction === '') throw refusal(field, `${shorten(text)} is no number`);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > places) throw refusal(field, `${shorten(text)} has more than ${places} decimal places`);
  const value = Number(whole + kept.padEnd(places, '0'));
  if (!Number.isSafeInteger(value)) throw refusal(field, `${shorten(text)} is too large`);
  return sign === '-' ? 0 - value : value;
};

/** An amount in minor units, exact to the last of them. */
export const amountOf = (text: string, currency: string, field: string, reading: Reading): number => {
  const value = scaled(text, minorDigits(currency), field, reading);
  if (value < 0) throw refusal(field, `${shorten(text)} is negative`);
  return value;
};

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
const local = /^(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

interface Parts {
  readonly date: string;
  readonly time: string;
  readonly offset: string | undefined;
}

const partsOf = (text: string, field: string, dates: ImportOptions['dates']): Parts => {
  const found = (dates === 'iso' ? iso : local).exec(text);
  if (!found) throw refusal(field, `${shorten(text)} is no date as chosen`);
  const two = (part: string | undefined): string => (part ?? '00').padStart(2, '0');
  const time = `${two(found[4])}:${two(found[5])}:${two(found[6])}`;
  if (dates === 'iso') return { date: `${found[1]}-${found[2]}-${found[3]}`, time, offset: found[7] };
  const [day, month] = dates === 'day-first' ? [found[1], found[2]] : [found[2], found[1]];
  return { date: `${found[3]}-${two(month)}-${two(day)}`, time, offset: undefined };
};

/** A time as RFC 3339. Without an offset it is a time of the zone; without a time the day's beginning. */
export const momentOf = (text: string, field: string, { options, zone }: Reading): string => {
  const { date, time, offset } = partsOf(text, field, options.dates);
  try {
    if (offset !== undefined) return Temporal.Instant.from(`${date}T${time}${offset}`).toString();
    return Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' })
      .toZonedDateTime(zone)
      .toInstant()
      .toString();
  } catch {
    throw refusal(field, `${shorten(text)} is no date`);
  }
};

export const dayOf = (text: string, field: string, { options }: Reading): string => {
  const { date } = partsOf(text, field, options.dates);
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString();
  } catch {
    throw refusal(field, `${shorten(text)} is no date`);
  }
};

const yes = ['1', 'true', 'yes', 'y', 'ja', 'j', 'ano', 'x'];
const no = ['0', 'false', 'no', 'n', 'nein', 'ne'];

export const truthOf = (text: string, field: string): boolean => {
  const word = text.toLowerCase();
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  throw refusal(field, `${shorten(text)} is neither yes nor no`);
};

export const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
