/** Looks up one code. */
type Work = () => Promise<void>;

/** Codes at a time, with the one that is being looked up. */
export const mostScans = 5;

/** Codes that are scanned faster than they can be looked up: one after the other, in their order. */
export class ScanQueue {
  readonly #asks: () => boolean;
  readonly #waiting: Work[] = [];
  #running: Promise<void> | null = null;

  /** @param asks whether the last code has led to a question. Then the others wait for the answer. */
  constructor(asks: () => boolean) {
    this.#asks = asks;
  }

  get waits(): boolean {
    return this.#waiting.length > 0;
  }

  /** Null if there are too many already: then this one is not taken. Else ends when no code is left, or one asks something. */
  add(work: Work): Promise<void> | null {
    if (this.#waiting.length + Number(this.#running !== null) >= mostScans) return null;
    this.#waiting.push(work);
    return this.goOn();
  }

  /** The answer to a question comes before what was scanned since. */
  answer(work: Work): Promise<void> {
    this.#waiting.unshift(work);
    return this.goOn();
  }

  /** Until no code is left, or one asks something. Null if there is nothing to wait for. */
  get turn(): Promise<void> | null {
    return this.#running;
  }

  /** After the answer. */
  goOn(): Promise<void> {
    this.#running ??= this.#workThrough().finally(() => (this.#running = null));
    return this.#running;
  }

  async #workThrough(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      await next();
      if (this.#asks()) return;
    }
  }
}
