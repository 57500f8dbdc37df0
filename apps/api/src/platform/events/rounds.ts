import { setTimeout as pause } from 'node:timers/promises';

interface Pace {
  /** After each round, so that what comes together is done together. */
  readonly restMs: number;
  /** How long at most nothing is looked for. */
  readonly idleMs: number;
}

/** Work in rounds, one after the other: at once when it is woken, and every now and then by itself. */
export class Rounds {
  readonly #stop = new AbortController();
  readonly #round: () => Promise<boolean>;
  readonly #pace: Pace;
  #wake: () => void = () => undefined;
  #awake = false;
  #running: Promise<void> = Promise.resolve();

  /** `round` tells whether there is more to do now; it does not throw. */
  constructor(round: () => Promise<boolean>, pace: Pace) {
    this.#round = round;
    this.#pace = pace;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** There is something to do: another round begins, also when one is running. */
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
