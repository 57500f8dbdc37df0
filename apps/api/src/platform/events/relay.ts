import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { Rounds } from './rounds.ts';
import { statement } from './statements.ts';

// Small enough that live events among those of an import do not wait long.
const batch = 2000;

const numberSome = statement('relay-number', `select number_events(${batch}) as numbered`);

/**
 * Numbers committed events and announces the live ones, at most every 150 ms and never inside a posting's
 * transaction, where NOTIFY serialises commits. Every process has a relay; the database lets one work at a
 * time.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Relay');
  readonly #rounds = new Rounds(() => this.#relay(), { restMs: 150, idleMs: 1000 });
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

  /**
   * Runs until nothing waits. Returns whether another relay was working, which may have missed the newest
   * events.
   */
  async #relay(): Promise<boolean> {
    try {
      let numbered: number | null;
      do numbered = await this.#numberSome();
      while (numbered === batch && !this.#rounds.stopped);
      return numbered === null;
    } catch (error) {
      if (!this.#rounds.stopped) this.#logger.warn(`events are waiting: ${String(error)}`);
      return false;
    }
  }

  async #numberSome(): Promise<number | null> {
    const [row] = await this.transactions.query(numberSome);
    if (row?.numbered) this.#onNumbered();
    return row?.numbered ?? null;
  }
}
