import { ClubError } from '../../platform/club-error.ts';
import type { CallLimit } from '../../platform/http/call-limit.ts';

/** The counts in the database. */
export interface Tally {
  readonly counted: number;
  readonly resetSeconds: number;
}

interface Terms {
  readonly name: string;
  readonly key: string;
  readonly most: number;
  readonly seconds: number;
}

/** The wrong guesses of one caller, as known to this process. */
export class GuessBook {
  readonly name: string;
  readonly key: string;
  readonly most: number;
  readonly seconds: number;
  #wrong = 0;
  #until = 0;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor({ name, key, most, seconds }: Terms) {
    this.name = name;
    this.key = key;
    this.most = most;
    this.seconds = seconds;
  }

  /**
   * At most as many requests run at once as tries are left, so parallel guesses gain nothing. The others wait.
   * Throws `too-many-requests`.
   */
  async enter(): Promise<void> {
    while (this.#left > 0 && this.#inside >= this.#left)
      await new Promise<void>((go) => this.#waiting.push(go));
    this.assertLeft();
    this.#inside += 1;
  }

  /** Throws `too-many-requests`. */
  assertLeft(): void {
    if (this.#left <= 0)
      throw new ClubError('too-many-requests', { retryAfterSeconds: this.limit.resetSeconds });
  }

  leave(): void {
    this.#inside -= 1;
    // All check again, because the number of places may have changed.
    for (const go of this.#waiting.splice(0)) go();
  }

  learn({ counted, resetSeconds }: Tally): void {
    this.#wrong = Math.max(this.#wrong, counted);
    this.#until = performance.now() + resetSeconds * 1000;
  }

  get limit(): CallLimit {
    const left = this.#left;
    const rest = Math.ceil((this.#until - performance.now()) / 1000);
    return {
      name: this.name,
      most: this.most,
      seconds: this.seconds,
      left,
      resetSeconds: rest > 0 ? rest : this.seconds,
    };
  }

  get idle(): boolean {
    return this.#inside === 0 && this.#waiting.length === 0 && this.#left === this.most;
  }

  get #left(): number {
    if (performance.now() >= this.#until) this.#wrong = 0;
    return this.most - this.#wrong;
  }
}
