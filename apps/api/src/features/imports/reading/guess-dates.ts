import { figuresOf, writtenDate, type DateOrder } from './dates.ts';

/** How the dates of a column are written. */
export interface DateColumn {
  readonly column: string;
  /** Null if both orders fit all of them: only the owner of the file knows. */
  readonly order: DateOrder | null;
  /** Some of them that differ between the orders, else any. */
  readonly sample: readonly string[];
}

/** Collects what the dates of one column tell. Nobody writes the month first with points. */
export class DateEvidence {
  #dayFirst = 0;
  #monthFirst = 0;
  #open = 0;

  add(cell: string): void {
    const figures = figuresOf(cell);
    if (!figures) return;
    const { first, second, pointed } = figures;
    if (first > 12 || pointed) this.#dayFirst += 1;
    else if (second > 12) this.#monthFirst += 1;
    else if (first !== second) this.#open += 1;
  }

  /** All that tells something tells the other order. */
  contradicts(order: DateOrder): boolean {
    if (order === 'iso') return false;
    const [own, other] =
      order === 'day-first' ? [this.#dayFirst, this.#monthFirst] : [this.#monthFirst, this.#dayFirst];
    return own === 0 && other > 0;
  }

  get order(): DateOrder | null {
    if (this.#dayFirst > 0 && this.#monthFirst > 0) return null;
    if (this.#dayFirst > 0) return 'day-first';
    if (this.#monthFirst > 0) return 'month-first';
    return this.#open > 0 ? null : 'iso';
  }
}

/** Some empty cells and words do not make it another column. */
const fewest = 0.6;
const shown = 3;

const isDate = (cell: string, now: Date): boolean =>
  /\d/.test(cell) && (figuresOf(cell) !== null || writtenDate(cell, 'iso', now) !== null);

/** The columns that hold dates, by all rows that were read. */
export const dateColumns = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  now: Date,
): DateColumn[] =>
  columns.flatMap((column, at) => {
    const cells = rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
    const dates = cells.filter((cell) => isDate(cell, now));
    if (column === '' || dates.length === 0 || dates.length < cells.length * fewest) return [];
    const evidence = new DateEvidence();
    for (const cell of dates) evidence.add(cell);
    const open = dates.filter((cell) => {
      const { first = 0, second = 0 } = figuresOf(cell) ?? {};
      return first <= 12 && second <= 12 && first !== second;
    });
    const sample = [...new Set(evidence.order === null && open.length > 0 ? open : dates)].slice(0, shown);
    return [{ column, order: evidence.order, sample }];
  });
