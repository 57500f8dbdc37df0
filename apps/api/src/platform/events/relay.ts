import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { statement } from '../database/statement.ts';
import { Transactions } from '../database/transactions.ts';
import { Rounds } from './rounds.ts';

// So many that a live event among those of an import does not wait for long.
const batch = 2000;

const numberSome = statement('relay-number', `select number_events(${batch}) as numbered`);

/**
 * Gives committed events their numbers and announces the live ones, at most every 50 ms; never inside a posting's
 * transaction, where NOTIFY serialises commits. Every process has one; the database lets one at a time work.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Relay');
  readonly #rounds = new Rounds(() => this.#relay(), { restMs: 50, idleMs: 1000 });
  #onNumbered: () => void = () => undefined;

  constructor(private readonly transactions: Transactions) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#rounds.stop();
  }

  /** Called after a commit that appended events. */
  wake(): void {
    this.#rounds.wake();
  }

  /** `listener` is called when this process has numbered events. */
  onNumbered(listener: () => void): void {
    this.#onNumbered = listener;
  }

  /** Until nothing waits. Tells whether another relay was at work, which may not have seen the newest. */
  async #relay(): Promise<boolean> {
    try {
      let numbered: number | null;
      do numbered = await this.#numberSome();
      while (numbered === batch && !this.#rounds.stopped);
      return numbered === null;
    } catch (error) {
      if (!this.#rounds.stopped) this.#logger.warn(`events wait: ${String(error)}`);
      return false;
    }
  }

  async #numberSome(): Promise<number | null> {
    const [row] = await this.transactions.query<{ numbered: number | null }>(numberSome);
    if (row?.numbered) this.#onNumbered();
    return row?.numbered ?? null;
  }
}
