import { randomUUID } from 'node:crypto';
import type { EventConsumer } from '@regulars/contracts';
import { expect } from 'vitest';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { Outbox, type Origin } from '../../apps/api/src/platform/events/outbox.ts';
import type {
  HeardEvent,
  Subscription,
} from '../../apps/api/src/platform/events/subscriptions/subscription.ts';
import { Subscriptions } from '../../apps/api/src/platform/events/subscriptions/subscriptions.ts';
import type { TestApp } from './app.ts';
import { makeKey } from './makers.ts';
import { send } from './requests.ts';
import { rowsOf } from './rows.ts';

type MemberChanged = HeardEvent<'member.changed'>;
type SubscriptionOptions = Partial<
  Omit<Subscription<'member.changed'>, 'consumer' | 'handle' | 'handleBulk'>
>;

/** The time limit for background work on a busy machine. */
export const patient = { timeout: 25_000, interval: 20 };

export interface Effect extends Record<string, unknown> {
  readonly number: number;
  readonly member: string;
  /** The text of the event. */
  readonly text: string;
  /** The number of events in the call, and the number of the call. */
  readonly size: number;
  readonly call: string;
}

/** Consumers that store what they receive, in the same transaction. */
export class RecordingConsumers {
  readonly #api: TestApp;
  readonly #key: string;
  /** Texts whose effects fail after they are written. */
  readonly poison = new Set<string>();

  private constructor(api: TestApp, key: string) {
    this.#api = api;
    this.#key = key;
  }

  static async at(api: TestApp): Promise<RecordingConsumers> {
    await rowsOf(
      api,
      'create table heard (seq bigserial, consumer text, number bigint, member uuid, text text, size int, call uuid)',
    );
    return new RecordingConsumers(api, await makeKey(api, ['*']));
  }

  /** Subscribes to `member.changed`; `bulk` also takes many at once. */
  begin(consumer: string, { bulk = false, ...options }: SubscriptionOptions & { bulk?: boolean } = {}): void {
    const hear = (events: readonly MemberChanged[]): Promise<void> => this.#hear(consumer, events);
    this.#api.app.get(Subscriptions).subscribe<'member.changed'>({
      consumer,
      names: ['member.changed'],
      origins: ['live', 'import', 'demo'],
      from: 'now',
      handle: (event) => hear([event]),
      ...(bulk ? { handleBulk: hear } : {}),
      ...options,
    });
  }

  async #hear(consumer: string, events: readonly MemberChanged[]): Promise<void> {
    const call = randomUUID();
    for (const { number, memberId, data } of events) {
      await this.#api.app.get(Transactions).query(
        {
          name: 'test-hear',
          text: 'insert into heard (consumer, number, member, text, size, call) values ($1, $2, $3, $4, $5, $6)',
        },
        [consumer, number, memberId, data.fields, events.length, call],
      );
      if (this.poison.has(data.fields)) throw new Error(`cannot take ${data.fields}`);
    }
  }

  /** Publishes one event of the member per text, in one transaction. */
  async tell(member: string, texts: readonly string[], origin: Origin = 'live'): Promise<void> {
    const events = texts.map((fields) => ({
      name: 'member.changed' as const,
      memberId: member,
      data: { fields },
    }));
    await this.#api.app.get(Transactions).run(() => this.#api.app.get(Outbox).append(events, origin));
  }

  /** What the consumer has received, in the order of its effects. */
  async effects(consumer: string): Promise<Effect[]> {
    return rowsOf<Effect>(
      this.#api,
      'select number, member, text, size, call from heard where consumer = $1 order by seq',
      [consumer],
    );
  }

  /** The texts of the events that the consumer has received. */
  async texts(consumer: string): Promise<string[]> {
    return (await this.effects(consumer)).map(({ text }) => text);
  }

  async progress(consumer: string): Promise<EventConsumer | undefined> {
    const { body } = await send(this.#api, 'get', '/event-consumers', { key: this.#key }).expect(200);
    return (body as { data: EventConsumer[] }).data.find(({ name }) => name === consumer);
  }

  /** Waits until the consumer has passed every committed event, and no retry is due. */
  async upToDate(consumer: string): Promise<void> {
    const untilNumbered = async (): Promise<number> =>
      (await rowsOf(this.#api, 'select from outbox limit 1')).length;
    await expect.poll(untilNumbered, patient).toBe(0);
    await expect.poll(async () => (await this.progress(consumer))?.behind, patient).toBe(0);
  }

  /**
   * Waits until this number of its events are in these states.
   * @param each how far the clock goes on before each look: a try that was under way sets the time of the next one when it fails
   */
  async failures(
    consumer: string,
    wanted: Partial<EventConsumer['failures']>,
    each: { readonly seconds: number } = { seconds: 0 },
  ): Promise<void> {
    const all = { retrying: 0, waiting: 0, dead: 0, ...wanted };
    const look = async (): Promise<EventConsumer['failures'] | undefined> => {
      this.#api.clock.advance(each);
      return (await this.progress(consumer))?.failures;
    };
    await expect.poll(look, patient).toEqual(all);
  }
}
