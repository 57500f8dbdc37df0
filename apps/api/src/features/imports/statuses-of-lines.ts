import type { ImportOptions, StatusMeaning } from '@regulars/contracts';
import type { Cells } from './cells.ts';
import { statusMeaning } from './reading/statuses.ts';

const longest = 60;
const mostNamed = 20;

/** What the lines of a file are by their status: chosen by the owner, else as usual. */
export class StatusesOfLines {
  /** Values that nobody has said the meaning of. */
  readonly unknown = new Set<string>();
  readonly #place: number;
  readonly #meanings: Map<string, StatusMeaning>;

  constructor(cells: Cells, { statuses = {} }: Pick<ImportOptions, 'statuses'>) {
    this.#place = cells.placeOf('status');
    this.#meanings = new Map(Object.entries(statuses));
  }

  of(line: readonly string[]): StatusMeaning {
    if (this.#place < 0) return 'count';
    const value = (line[this.#place] ?? '').trim().slice(0, longest);
    const known = this.#meanings.get(value);
    if (known !== undefined) return known;
    const meaning = statusMeaning(value);
    if (meaning === null && this.unknown.size < mostNamed) this.unknown.add(value);
    this.#meanings.set(value, meaning ?? 'count');
    return meaning ?? 'count';
  }
}
