/** A tablet that nobody touches starts again. */
const idleMs = 30_000;
/** For the last seconds, the tablet says so. */
const warnMs = 10_000;

/** Counts the time since the last touch, while it runs. */
export class Idle {
  readonly #over: () => void;
  #touchedAt = 0;
  #limit = idleMs;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Seconds that are left, in the last ten; else null. */
  left = $state<number | null>(null);

  constructor(over: () => void) {
    this.#over = over;
  }

  /** @param limit until it is over, without a touch */
  start(limit = idleMs): void {
    this.stop();
    this.#limit = limit;
    this.#touchedAt = Date.now();
    this.#timer = setInterval(() => this.#look(), 250);
    this.#look();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.left = null;
  }

  touch(): void {
    if (this.#timer === undefined) return;
    this.#touchedAt = Date.now();
    this.#look();
  }

  #look(): void {
    const rest = this.#touchedAt + this.#limit - Date.now();
    if (rest <= 0) {
      this.stop();
      this.#over();
    } else this.left = rest <= warnMs ? Math.ceil(rest / 1000) : null;
  }
}
