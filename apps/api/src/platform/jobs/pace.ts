import { setTimeout as pause } from 'node:timers/promises';

/** A page locks what it changes for about so long. */
const aimMs = 60;
const fewest = 50;
/** Others work too if a page takes so many times as long as the quickest ones. */
const busyTimes = 3;
const mostRestMs = 500;
/** The quickest page counts less and less: pages of a club that grows take longer. */
const forgetting = 1.01;

/** For tests. */
interface Time {
  now(): number;
  rest(milliseconds: number): Promise<unknown>;
}

const realTime: Time = { now: () => performance.now(), rest: pause };

/**
 * How a job over all members goes on: page by page, each short enough for a till that waits for one of its members, and with
 * a rest after a page that took long, because then tills or others need the same processors and disks. For one run of a job.
 */
export class Pace {
  readonly #most: number;
  readonly #time: Time;
  #size: number;
  /** Milliseconds per item of the quickest pages. */
  #quickest = Infinity;

  constructor(most: number, time = realTime) {
    this.#most = most;
    this.#size = most;
    this.#time = time;
  }

  /** Does the next page, of so many items at most. */
  async page<Result>(work: (size: number) => Promise<Result>, size = this.#size): Promise<Result> {
    const began = this.#time.now();
    const result = await work(size);
    await this.#after(size, this.#time.now() - began);
    return result;
  }

  /** Does all of these, in pages. */
  async pages<Item>(
    items: readonly Item[],
    work: (page: readonly Item[]) => Promise<unknown>,
  ): Promise<void> {
    for (let from = 0; from < items.length;) {
      const some = items.slice(from, from + this.#size);
      from += some.length;
      await this.page(() => work(some), some.length);
    }
  }

  async #after(size: number, tookMs: number): Promise<void> {
    const each = tookMs / size;
    const isBusy = each > busyTimes * this.#quickest;
    this.#quickest = Math.min(each, this.#quickest * forgetting);
    const fitting = Math.floor(aimMs / Math.max(each, aimMs / this.#most));
    this.#size = Math.min(this.#most, Math.max(fewest, fitting));
    if (isBusy) await this.#time.rest(Math.min(tookMs, mostRestMs));
  }
}
