import { setTimeout as pause } from 'node:timers/promises';

interface Pace {
  /** Pause after each round, so that events that come together are handled together. */
  readonly restMs: number;
  /** The longest time without looking for work. */
  readonly idleMs: number;
}

/** Works in rounds, one after the other: at once when woken, and regularly. */
export class Rounds {
  readonly #stop = new AbortController();
  readonly #round: () => Promise<boolean>;
  readonly #pace: Pace;
  #wake: () => void = () => undefined;
  #awake = false;
  #running: Promise<void> = Promise.resolve();

  /** `round` returns whether there is more to do now. It does not throw. */
  constructor(round: () => Promise<boolean>, pace: Pace) {
    this.#round = round;
    this.#pace = pace;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** There is work: starts another round, even if one is running. */
  wake(): void {
    this.#awake = true;
    this.#wake();
  }

  /** Resolves when the running round has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.wake();
    await this.#running;
  }

  get stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    while (!this.stopped) {
      this.#awake = false;
      const more = await this.#round();
      await this.#rest(this.#pace.restMs);
      if (!more && !this.#awake) await this.#sleep();
    }
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#pace.idleMs).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.#stop.signal, ref: false }).catch(() => undefined);
  }
}
