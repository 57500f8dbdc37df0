import type { Item } from './import.ts';
import type { ItemsRepository } from './items.repository.ts';

/** By then PostgreSQL has got the statement that is under way. */
const untilSentMs = 2;

/** The waiting items of an import in batches. Each next batch is fetched, and then read, while the one before is written. */
export class ItemsAhead {
  #next: Promise<Item[]> | null = null;
  /** The next batch, until it is read. */
  #fetched: readonly Item[] | null = null;

  constructor(
    private readonly items: Pick<ItemsRepository, 'waiting'>,
    private readonly importId: string,
    private readonly atOnce: number,
    private readonly read: (items: readonly Item[]) => void,
  ) {}

  /** Empty at the end. */
  async next(): Promise<Item[]> {
    const batch = await (this.#next ?? this.items.waiting(this.importId, 0, this.atOnce));
    const last = batch.at(-1)?.item;
    this.#next = last === undefined ? null : this.#fetch(last);
    // The next caller learns why it failed. There may be none.
    this.#next?.catch(() => undefined);
    return batch;
  }

  /** Reads the next batch soon, if it is there. */
  readNext(): void {
    setTimeout(() => {
      if (this.#fetched) this.read(this.#fetched);
      this.#fetched = null;
    }, untilSentMs).unref();
  }

  /** Begins again with the first one that waits. */
  again(): void {
    this.#next = null;
    this.#fetched = null;
  }

  async #fetch(after: number): Promise<Item[]> {
    this.#fetched = null;
    return (this.#fetched = await this.items.waiting(this.importId, after, this.atOnce));
  }
}
