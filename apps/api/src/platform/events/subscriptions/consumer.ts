import { Logger } from '@nestjs/common';
import type { Clock } from '../../clock.ts';
import type { Transactions } from '../../database/transactions.ts';
import { heard, runsOf, tried, type Run } from './batch.ts';
import type { ConsumersRepository, EventRow, Place } from './consumers.repository.ts';
import type { FailureRow, FailuresRepository } from './failures.repository.ts';
import type { Subscription } from './subscription.ts';

export interface ConsumerParts {
  readonly consumers: ConsumersRepository;
  readonly failures: FailuresRepository;
  readonly transactions: Transactions;
  readonly clock: Clock;
}

const batchSize = 500;
/** Number of events of others that are skipped at once. */
const readAhead = 20_000;
const triesAtOnce = 100;
/** How often the position of a consumer that only skips events is written. */
const passOverMs = 250;

/**
 * Delivers events to one consumer. Only one process moves a consumer at a time; the others leave it alone. The
 * position moves in the transaction of the effect, so each event has its effect exactly once.
 */
export class Consumer {
  readonly #logger = new Logger('Subscriptions');
  readonly #subscription: Subscription;
  readonly #parts: ConsumerParts;
  #cursor = 0;
  /** Nothing concerns it up to here, though its stored position may be earlier. */
  #passedOver = 0;
  #passedOverAt = 0;
  #blocked = new Set<string>();

  constructor(subscription: Subscription, parts: ConsumerParts) {
    this.#subscription = subscription;
    this.#parts = parts;
  }

  get name(): string {
    return this.#subscription.consumer;
  }

  async enroll(): Promise<void> {
    await this.#parts.consumers.enroll(this.#subscription, this.#parts.clock.date());
  }

  /** Retries what is due, then takes a batch. Returns whether there is more to do at once. */
  async work(): Promise<boolean> {
    const place = await this.#parts.consumers.place(this.name);
    let tries = 0;
    while (place.parked && tries < triesAtOnce && (await this.#retryNext())) tries += 1;
    return (await this.#takeBatch(place)) || tries === triesAtOnce;
  }

  async #takeBatch({ cursor, last_number: last, parked }: Place): Promise<boolean> {
    this.#cursor = cursor;
    const from = Math.max(cursor, this.#passedOver);
    if (cursor === last) return false;
    const to = Math.min(from + readAhead, last);
    const events = await this.#parts.consumers.read(this.#subscription, { from, to, limit: batchSize });
    this.#blocked = new Set(parked ? await this.#blockedIn(events) : []);
    for (const run of runsOf(events, this.#subscription)) if (!(await this.#takeRun(run))) return false;
    const end = events.length === batchSize ? this.#cursor : to;
    await this.#passOver(end);
    return end < last;
  }

  async #blockedIn(events: readonly EventRow[]): Promise<string[]> {
    const memberIds = new Set(events.flatMap(({ member_id }) => member_id ?? []));
    return this.#parts.failures.blocked(this.name, [...memberIds]);
  }

  async #passOver(end: number): Promise<void> {
    this.#passedOver = end;
    if (end === this.#cursor || performance.now() - this.#passedOverAt < passOverMs) return;
    this.#passedOverAt = performance.now();
    await this.#parts.consumers.advance(this.name, this.#cursor, end, this.#parts.clock.date());
  }

  /** False if another process is working. */
  async #takeRun({ bulk, events }: Run): Promise<boolean> {
    if (bulk) {
      const taken = await this.#takeTogether(events);
      if (taken !== 'failed') return taken === 'done';
    }
    for (const event of events) if (!(await this.#takeOne(event))) return false;
    return true;
  }

  async #takeTogether(events: readonly EventRow[]): Promise<'done' | 'elsewhere' | 'failed'> {
    const last = events.at(-1)?.number ?? this.#cursor;
    try {
      const done = await this.#moveTo(last, async () => {
        const free = this.#blocked.size === 0 ? events : await this.#freeOf(events);
        if (free.length > 0) await this.#subscription.handleBulk?.(free.map(heard));
      });
      return done ? 'done' : 'elsewhere';
    } catch (error) {
      this.#warn('events.one-by-one', { events: events.length, error });
      return 'failed';
    }
  }

  async #freeOf(events: readonly EventRow[]): Promise<EventRow[]> {
    const free: EventRow[] = [];
    for (const event of events) if (!(await this.#hasToWait(event))) free.push(event);
    return free;
  }

  async #takeOne(event: EventRow): Promise<boolean> {
    try {
      return await this.#moveTo(event.number, async () => {
        if (!(await this.#hasToWait(event))) await this.#subscription.handle(heard(event));
      });
    } catch (error) {
      this.#warn('event.failed', { number: event.number, attempt: 1, error });
      return this.#park(event, error);
    }
  }

  async #park(event: EventRow, error: unknown): Promise<boolean> {
    const { failures, clock } = this.#parts;
    let parked = false;
    const moved = await this.#moveTo(event.number, async () => {
      parked = await failures.park(this.name, event, tried(1, error, clock.now()), clock.date());
    });
    if (moved && parked && event.member_id !== null) this.#blocked.add(event.member_id);
    return moved;
  }

  /** The blocked set only says where to look. The way may have become free in the meantime. */
  async #hasToWait(event: EventRow): Promise<boolean> {
    if (event.member_id === null || !this.#blocked.has(event.member_id)) return false;
    return this.#parts.failures.parkBehind(this.name, event, this.#parts.clock.date());
  }

  /** One transaction for effect and position. */
  async #moveTo(number: number, effect: () => Promise<void>): Promise<boolean> {
    const { consumers, transactions, clock } = this.#parts;
    const moved = await transactions.run(async () => {
      if (!(await consumers.advance(this.name, this.#cursor, number, clock.date()))) return false;
      await effect();
      return true;
    });
    if (moved) this.#cursor = number;
    return moved;
  }

  /** False if nothing is due or another process is working. */
  async #retryNext(): Promise<boolean> {
    const { consumers, failures, transactions, clock } = this.#parts;
    let due: FailureRow | undefined;
    try {
      return await transactions.run(async () => {
        if (!(await consumers.take(this.name))) return false;
        due = await failures.nextDue(this.name, clock.date());
        if (!due) return false;
        await this.#subscription.handle(heard(due));
        await failures.settle(due, 'done', clock.date());
        return true;
      });
    } catch (error) {
      if (!due) throw error;
      return this.#failAgain(due, error);
    }
  }

  async #failAgain({ id, number, attempts }: FailureRow, error: unknown): Promise<boolean> {
    const { consumers, failures, transactions, clock } = this.#parts;
    this.#warn('event.failed', { number, attempt: attempts + 1, error });
    return transactions.run(async () => {
      if (!(await consumers.take(this.name))) return false;
      await failures.failAgain(id, tried(attempts + 1, error, clock.now()));
      return true;
    });
  }

  #warn(event: string, details: object): void {
    this.#logger.warn({ event, consumer: this.name, ...details });
  }
}
