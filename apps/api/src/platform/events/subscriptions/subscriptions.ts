import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import { Clock } from '../../clock.ts';
import { Transactions } from '../../database/transactions.ts';
import { Relay } from '../relay.ts';
import { Rounds } from '../rounds.ts';
import { Consumer } from './consumer.ts';
import { ConsumersRepository } from './consumers.repository.ts';
import { FailuresRepository } from './failures.repository.ts';
import type { Subscription } from './subscription.ts';
import { Turns } from '../../turns.ts';

/**
 * The number of consumers that work at once in a process. Each holds a connection, and postings need some too.
 */
const atOnce = 3;
const untilWokenMs = 60_000;

interface Worker {
  readonly consumer: Consumer;
  readonly rounds: Rounds;
}

/** Delivers every event to its subscribers, even if they were away when it happened. */
@Injectable()
export class Subscriptions implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Subscriptions');
  readonly #workers = new Map<string, Worker>();
  readonly #turns = new Turns(atOnce);
  readonly #look = new Rounds(() => this.#wakeWhoHasWork(), { restMs: 0, idleMs: 1000 });
  #started = false;

  constructor(
    private readonly consumers: ConsumersRepository,
    private readonly failures: FailuresRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    relay: Relay,
  ) {
    relay.onNumbered(() => this.wake());
  }

  /** The moment of the oldest event that the consumer has not handled yet; null if there is none. */
  async waitingSince(consumer: string): Promise<Date | null> {
    const [row] = await this.consumers.list([consumer]);
    return row?.waiting_since ?? null;
  }

  /** Called by features in their constructors. A later subscription starts at once. */
  subscribe<Name extends EventName>(subscription: Subscription<Name>): void {
    const { consumer: name } = subscription;
    if (this.#workers.has(name)) throw new Error(`Two consumers are named ${name}`);
    const { consumers, failures, transactions, clock } = this;
    // The consumer gets events of its names only.
    const consumer = new Consumer(subscription, { consumers, failures, transactions, clock });
    const work = async (): Promise<boolean> => {
      while (await this.#turns.take('consumers', () => this.#work(consumer))) if (this.#look.stopped) break;
      return false;
    };
    const worker = {
      consumer,
      rounds: new Rounds(work, { restMs: subscription.restMs ?? 0, idleMs: untilWokenMs }),
    };
    this.#workers.set(name, worker);
    if (this.#started) void this.#begin(worker);
  }

  /** Names of the consumers of this process. */
  get names(): readonly string[] {
    return [...this.#workers.keys()];
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#started = true;
    for (const worker of this.#workers.values()) await this.#begin(worker);
    this.#look.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#look.stop();
    await Promise.all([...this.#workers.values()].map(({ rounds }) => rounds.stop()));
  }

  /** There may be work. */
  wake(): void {
    this.#look.wake();
  }

  async #begin({ consumer, rounds }: Worker): Promise<void> {
    await consumer.enroll();
    this.#logger.debug({ event: 'consumer.started', consumer: consumer.name });
    rounds.start();
  }

  async #wakeWhoHasWork(): Promise<boolean> {
    if (this.#workers.size === 0) return false;
    try {
      const names = await this.consumers.withWork(this.names, this.clock.date());
      for (const name of names) this.#workers.get(name)?.rounds.wake();
    } catch (error) {
      if (!this.#look.stopped) this.#logger.warn({ event: 'consumers.waiting', error });
    }
    return false;
  }

  async #work(consumer: Consumer): Promise<boolean> {
    try {
      return await consumer.work();
    } catch (error) {
      if (!this.#look.stopped)
        this.#logger.warn({ event: 'consumer.waiting', consumer: consumer.name, error });
      return false;
    }
  }
}
