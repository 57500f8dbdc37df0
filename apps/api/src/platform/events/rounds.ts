interface Pace {
  /** Pause after each round, so that events that come together are handled together. */
  readonly restMs: number;
  /** The longest time without looking for work. */
  readonly idleMs: number;
}

/** Works in rounds, one after the other: at once when woken, and regularly. */
export class Rounds {
  readonly #round: () => Promise<boolean>;
  readonly #pace: Pace;
  #wake: () => void = () => undefined;
  #endRest: () => void = () => undefined;
  #awake = false;
  #stopped = false;
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
    this.#stopped = true;
    this.wake();
    this.#endRest();
    await this.#running;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  async #run(): Promise<void> {
    while (!this.stopped) {
      this.#awake = false;
      const more = await this.#round();
      await this.#rest();
      if (!more && !this.#awake) await this.#sleep();
    }
  }

  #sleep(): Promise<void> {
    return pause(this.#pace.idleMs, (wake) => (this.#wake = wake));
  }

  async #rest(): Promise<void> {
    const { restMs } = this.#pace;
    if (restMs > 0 && !this.stopped) await pause(restMs, (end) => (this.#endRest = end));
  }
}

// Not that of `node:timers/promises`: its signal costs more than the timer, many times a second.
const pause = (milliseconds: number, canEnd: (end: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds).unref();
    canEnd(() => {
      clearTimeout(timer);
      resolve();
    });
  });
