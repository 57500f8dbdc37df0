import type { Item } from './import.ts';
import type { ItemsRepository } from './items.repository.ts';

/** The waiting items of an import in batches. Each next batch is read while the one before is worked on. */
export class ItemsAhead {
  #next: Promise<Item[]> | null = null;

  constructor(
    private readonly items: ItemsRepository,
    private readonly importId: string,
    private readonly atOnce: number,
  ) {}

  /** Empty at the end. */
  async next(): Promise<Item[]> {
    const batch = await (this.#next ?? this.#read(0));
    const last = batch.at(-1)?.item;
    this.#next = last === undefined ? null : this.#read(last);
    // The next caller learns why it failed. There may be none.
    this.#next?.catch(() => undefined);
    return batch;
  }

  /** Begins again with the first one that waits. */
  again(): void {
    this.#next = null;
  }

  #read(after: number): Promise<Item[]> {
    return this.items.waiting(this.importId, after, this.atOnce);
  }
}
