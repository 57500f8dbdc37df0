import type { Transactions } from '../../platform/database/transactions.ts';

const freshForMs = 60_000;

interface Known<Value> {
  readonly value: Value;
  readonly loadedAt: number;
}

/**
 * A value kept in memory until a change is announced. If the announcement is lost with its connection, it
 * reloads after a minute.
 *
 * Code inside a transaction never waits for someone else's load: that may wait for a connection, and all
 * connections may belong to those who wait for it. It loads on its own connection instead.
 */
export class Remembered<Value> {
  #known: Known<Value> | null = null;
  /** A load started outside of a transaction, shared with others outside. */
  #shared: Promise<Value> | null = null;
  #loads = 0;
  #forgotten = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly load: () => Promise<Value>,
  ) {}

  async get(): Promise<Value> {
    const known = this.#known;
    if (known && performance.now() - known.loadedAt < freshForMs) return known.value;
    if (!this.transactions.inside) return (this.#shared ??= this.#share());
    // It is only old, and someone is loading it already.
    return known && this.#loads > 0 ? known.value : this.#load();
  }

  forget(): void {
    this.#known = null;
    this.#shared = null;
    this.#loads = 0;
    this.#forgotten += 1;
  }

  async #share(): Promise<Value> {
    const forgotten = this.#forgotten;
    try {
      return await this.#load();
    } finally {
      if (forgotten === this.#forgotten) this.#shared = null;
    }
  }

  /** Does not keep a value that was invalidated during loading, or one older than the known value. */
  async #load(): Promise<Value> {
    const forgotten = this.#forgotten;
    const loadedAt = performance.now();
    this.#loads += 1;
    try {
      // Not from a replica, which may be late: sales would use it too.
      const value = await this.transactions.besideReport(this.load);
      if (forgotten === this.#forgotten && loadedAt >= (this.#known?.loadedAt ?? 0))
        this.#known = { value, loadedAt };
      return value;
    } finally {
      if (forgotten === this.#forgotten) this.#loads -= 1;
    }
  }
}
