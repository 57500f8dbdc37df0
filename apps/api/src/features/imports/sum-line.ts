import type { Cells } from './cells.ts';
import { plainNumberOf, writtenNumber } from './reading/numbers.ts';
import { saysSum } from './reading/sum-words.ts';

/** What every purchase has; sums have not all of it. */
const ofEach = ['receipt', 'purchasedAt'] as const;
/** One line is its own sum. */
const fewest = 2;

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Looks whether the last line of a file sums up the others: it says so, or its amount is theirs. */
export class SumLine {
  readonly #amount: number;
  readonly #heads: readonly number[];
  readonly #decimal: '.' | ',';
  #last: Line | null = null;
  /** Of the lines before the last one, in hundred-thousandths. */
  #before = 0;
  #lines = 0;

  constructor(cells: Cells, decimal: '.' | ',') {
    this.#amount = cells.placeOf('amount');
    this.#heads = ofEach.map((field) => cells.placeOf(field));
    this.#decimal = decimal;
  }

  /** As written, before anything is filled in. */
  see(line: number, cells: readonly string[]): void {
    if (this.#last && this.#amount >= 0) this.#before += this.#amountOf(this.#last.cells);
    this.#last = { line, cells };
    this.#lines += 1;
  }

  /** The last line if it is a sum. A file of one line has nothing to sum up. */
  found(): Line | null {
    const last = this.#last;
    if (!last || this.#lines < fewest) return null;
    return saysSum(last.cells) || this.#addsUp(last.cells) ? last : null;
  }

  #addsUp(cells: readonly string[]): boolean {
    if (this.#amount < 0 || this.#lines <= fewest) return false;
    const isWhole = this.#heads.every((at) => at < 0 || (cells[at] ?? '').trim() !== '');
    const amount = isWhole ? 0 : this.#amountOf(cells);
    return amount !== 0 && amount === this.#before;
  }

  #amountOf(cells: readonly string[]): number {
    const written = writtenNumber(cells[this.#amount] ?? '');
    const amount = written ? Number(plainNumberOf(written.text, this.#decimal)) : 0;
    return Number.isFinite(amount) ? Math.round(amount * 100_000) : 0;
  }
}
