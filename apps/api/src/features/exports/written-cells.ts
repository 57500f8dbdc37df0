import { withFormulaGuard, type ExportColumn, type Language } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import type { ExportCell } from '../../platform/exports/export-source.ts';
import type { SheetCell } from './workbook.ts';

/** How the reader of a file writes numbers and dates. */
export interface Writing {
  /** Null for files of programs: a point, ISO dates, names of the API. */
  readonly locale: Language | null;
  /** Moments are written as the clock of the club shows them. */
  readonly zone: string;
}

const dated: ReadonlySet<ExportColumn> = new Set([
  'addedAt',
  'at',
  'birthday',
  'bookedAt',
  'createdAt',
  'effectiveAt',
  'emailConfirmedAt',
  'joinedAt',
  'lastPurchaseAt',
  'lastSeenAt',
  'lastUsedAt',
  'period',
  'purchasedAt',
  'returnedAt',
  'revokedAt',
  'sentAt',
  'updatedAt',
  'validFrom',
  'validUntil',
]);
/** Decimal numbers in texts, some with their currency. */
const counted: ReadonlySet<ExportColumn> = new Set([
  'budget',
  'budgetSpent',
  'exchangeRate',
  'prices',
  'taxRates',
]);

interface Words {
  readonly delimiter: ',' | ';';
  readonly decimal: '.' | ',';
  readonly truth: readonly [no: string, yes: string];
  /** For spreadsheets. */
  readonly dateFormat: string;
  readonly day: (year: string, month: string, day: string) => string;
  readonly yearless: (month: string, day: string) => string;
}

const ofPrograms: Words = {
  delimiter: ',',
  decimal: '.',
  truth: ['false', 'true'],
  dateFormat: 'yyyy-mm-dd',
  day: (year, month, day) => `${year}-${month}-${day}`,
  yearless: (month, day) => `--${month}-${day}`,
};
const pointed: Pick<Words, 'delimiter' | 'decimal' | 'dateFormat' | 'day' | 'yearless'> = {
  delimiter: ';',
  decimal: ',',
  dateFormat: 'dd.mm.yyyy',
  day: (year, month, day) => `${day}.${month}.${year}`,
  yearless: (month, day) => `${day}.${month}.`,
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const wordsOf: Record<Language, Words> = {
  de: { ...pointed, truth: ['nein', 'ja'] },
  cs: { ...pointed, truth: ['ne', 'ano'] },
  // Readers of English write day and month in two orders. Beginning with the year, a date is never misread.
  en: {
    ...ofPrograms,
    truth: ['no', 'yes'],
    yearless: (month, day) => `${Number(day)} ${months[Number(month) - 1] ?? month}`,
  },
};

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/u;
const plainDay = /^(\d{4})-(\d\d)-(\d\d)$/u;
const yearlessDay = /^--(\d\d)-(\d\d)$/u;

/** Cells of one file as its reader writes them. */
export class WrittenCells {
  readonly #words: Words;
  readonly #kept: boolean;
  readonly #columns: readonly ExportColumn[];
  readonly #local: (moment: string) => Date;

  constructor(columns: readonly ExportColumn[], { locale, zone }: Writing) {
    this.#columns = columns;
    this.#kept = locale === null;
    this.#words = locale === null ? ofPrograms : wordsOf[locale];
    this.#local = localTimes(zone);
  }

  get delimiter(): Words['delimiter'] {
    return this.#words.delimiter;
  }

  get dateFormat(): string {
    return this.#words.dateFormat;
  }

  /** Of a file of text. Only texts need a guard: a negative number never runs. */
  texts(row: readonly ExportCell[]): string[] {
    return row.map((cell, at) => this.#text(cell, this.#columns[at]));
  }

  /** Of a workbook. */
  cells(row: readonly ExportCell[]): SheetCell[] {
    return row.map((cell, at) => this.#cell(cell, this.#columns[at]));
  }

  #text(cell: ExportCell, column: ExportColumn | undefined): string {
    if (cell === null) return '';
    if (typeof cell === 'boolean') return this.#words.truth[cell ? 1 : 0];
    if (typeof cell === 'number') return this.#numbers(String(cell));
    if (this.#kept || column === undefined) return withFormulaGuard(cell);
    if (dated.has(column)) return withFormulaGuard(this.#date(cell));
    return withFormulaGuard(counted.has(column) ? this.#numbers(cell) : cell);
  }

  #numbers(text: string): string {
    return this.#words.decimal === '.' ? text : text.replaceAll(/(?<=\d)\.(?=\d)/gu, ',');
  }

  #date(text: string): string {
    const { day, yearless } = this.#words;
    if (moment.test(text)) {
      const local = this.#local(text).toISOString();
      return `${this.#date(local.slice(0, 10))} ${local.slice(11, 19)}`;
    }
    const [, year = '', month = '', date = ''] = plainDay.exec(text) ?? [];
    if (year !== '') return day(year, month, date);
    const [, ofYear = '', ofMonth = ''] = yearlessDay.exec(text) ?? [];
    return ofYear === '' ? text : yearless(ofYear, ofMonth);
  }

  #cell(cell: ExportCell, column: ExportColumn | undefined): SheetCell {
    if (typeof cell !== 'string' || column === undefined) return cell;
    if (column === 'exchangeRate') return Number(cell);
    if (!dated.has(column)) return counted.has(column) ? this.#numbers(cell) : cell;
    const withTime = moment.test(cell);
    if (!withTime && !plainDay.test(cell)) return this.#date(cell);
    const at = withTime ? this.#local(cell).getTime() : Date.parse(`${cell}T00:00:00Z`);
    const serial = serialOf(at);
    // Spreadsheets count from 1900, and have a day too many in it.
    return serial < firstSound ? this.#date(cell) : { serial, withTime };
  }
}

/** Day 0 of spreadsheets. */
const dayZero = Date.UTC(1899, 11, 30);
const firstSound = 61;

/** To the second. */
const serialOf = (at: number): number =>
  Math.round(((Math.floor(at / 1000) * 1000 - dayZero) / dayMs) * 1e8) / 1e8;

const slotMs = 900_000;
const mostSlots = 50_000;

/** The clock of a zone, in the fields of UTC. The offset changes at whole quarters of an hour only. */
const localTimes = (zone: string): ((moment: string) => Date) => {
  const offsets = new Map<number, number>();
  return (text) => {
    const at = Date.parse(text);
    const slot = Math.floor(at / slotMs);
    let offset = offsets.get(slot);
    if (offset === undefined) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(slot * slotMs).toZonedDateTimeISO(zone);
      offset = zoned.offsetNanoseconds / 1_000_000;
      if (offsets.size >= mostSlots) offsets.clear();
      offsets.set(slot, offset);
    }
    return new Date(at + offset);
  };
};
