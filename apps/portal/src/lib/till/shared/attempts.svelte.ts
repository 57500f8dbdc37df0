import { createContext } from 'svelte';
import { AttemptShelf } from './attempt-shelf.ts';
import type { Attempt } from './attempt.ts';
import { settles } from './outcome.ts';
import { ApiProblem } from '@regulars/client';
import { type TillApi } from './till-api.ts';

const inFlightTries = 8;
const pause = 600;
/** After this time, another tab stops waiting for its reply. */
const otherTabMs = 15_000;

/** The result of an attempt that was sent again from the list. */
export interface Said {
  readonly tone: 'good' | 'bad' | 'warn';
  readonly text: string;
}

/** Sends the till's writes, each once, whatever happens to the replies (ADR 17). */
export class Attempts {
  readonly api: TillApi;
  readonly #shelf = new AttemptShelf();
  /** Keys that this page is waiting for. */
  #sending: readonly string[] = [];

  /** Sent, outcome unknown. */
  open = $state.raw<readonly Attempt[]>([]);
  said = $state.raw<Said | null>(null);

  constructor(api: TillApi) {
    this.api = api;
  }

  /** Reads the stored attempts, which other tabs change too. */
  refresh(): void {
    this.open = this.#shelf
      .all()
      .filter(({ attempt }) => !this.#sending.includes(attempt.key))
      .filter(
        ({ tab, sentAt, unanswered }) =>
          unanswered || tab === this.#shelf.tab || Date.now() - sentAt > otherTabMs,
      )
      .map(({ attempt }) => attempt);
  }

  /** The stored attempt; null if its outcome is known. */
  find(key: string): Attempt | null {
    return this.#shelf.find(key);
  }

  /**
   * Stores the attempt, then sends it. Throws `ApiProblem`; `find` tells whether its outcome is still open.
   * @param ask sends what is not stored on the device
   */
  async send<Reply>(
    attempt: Attempt,
    ask = (): Promise<Reply> => this.api.write<Reply>(attempt),
  ): Promise<Reply> {
    const first = this.find(attempt.key) === null;
    this.#keep(attempt);
    this.#sending = [...this.#sending, attempt.key];
    try {
      const reply = await untilAnswered(ask);
      this.#shelf.drop(attempt.key);
      return reply;
    } catch (refusal) {
      if (refusal instanceof ApiProblem && settles(refusal.code, first)) this.#shelf.drop(attempt.key);
      else this.#shelf.keep(attempt, true);
      throw refusal;
    } finally {
      this.#sending = this.#sending.filter((key) => key !== attempt.key);
      this.refresh();
    }
  }

  // If there is no room to store it, it is not sent.
  #keep(attempt: Attempt): void {
    try {
      this.#shelf.keep(attempt, false);
    } catch {
      throw new ApiProblem(0, 'unexpected', null, 'No room to keep it');
    }
  }

  /** Its outcome is known or no longer wanted. */
  settle(key: string): void {
    this.#shelf.drop(key);
    this.refresh();
  }
}

/** The first try may still be running when the second one arrives. */
async function untilAnswered<Reply>(ask: () => Promise<Reply>, tries = inFlightTries): Promise<Reply> {
  try {
    return await ask();
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem) || refusal.code !== 'in-flight' || tries <= 1) throw refusal;
    await new Promise((go) => setTimeout(go, pause));
    return untilAnswered(ask, tries - 1);
  }
}

export const [currentAttempts, provideAttempts] = createContext<Attempts>();
