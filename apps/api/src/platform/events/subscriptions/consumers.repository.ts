import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import { Transactions } from '../../database/transactions.ts';
import type { Origin } from '../outbox.ts';
import type { Subscription } from './subscription.ts';
import { statement } from '../statements.ts';

export interface EventRow {
  readonly number: number;
  readonly name: EventName;
  readonly member_id: string | null;
  readonly at: Date;
  readonly origin: Origin;
  readonly data: unknown;
}

export interface Place {
  /** The last event that the consumer has processed. */
  readonly cursor: number;
  /** The last numbered event. */
  readonly last_number: number;
  /** Whether there are unsettled failed events. */
  readonly parked: boolean;
}

export interface ConsumerRow {
  readonly name: string;
  readonly cursor: number;
  readonly behind: number;
  readonly waiting_since: Date | null;
  readonly worked_at: Date | null;
  readonly retrying: number;
  readonly waiting: number;
  readonly dead: number;
}

const enroll = statement(
  'consumers-enroll',
  `insert into event_consumers (name, cursor, started_at)
   select $1, case when $2 = 'now' then last_number else coalesce((select min(number) - 1 from event_log), last_number) end, $3
   from event_relay on conflict (name) do nothing`,
);

const withWork = statement(
  'consumers-with-work',
  `select c.name from event_consumers c, event_relay r where c.name = any($1) and (c.cursor < r.last_number
     or exists (select from event_failures f where f.consumer = c.name and f.state = 'retrying' and f.next_try_at <= $2))`,
);

const place = statement(
  'consumers-place',
  `select c.cursor, r.last_number,
     exists (select from event_failures f where f.consumer = c.name and f.settled_at is null) as parked
   from event_consumers c, event_relay r where c.name = $1`,
);

const read = statement(
  'consumers-read',
  `select number, name, member_id, at, origin, data from event_log
   where number > $1 and number <= $2 and name = any($3) and origin = any($4) order by number limit $5`,
);

// Leaves a consumer to the process that is moving it.
const advance = statement(
  'consumers-advance',
  `update event_consumers set cursor = $3, worked_at = $4
   where name = (select name from event_consumers where name = $1 and cursor = $2 for update skip locked)`,
);

const take = statement(
  'consumers-take',
  `select name from event_consumers where name = $1 for update skip locked`,
);

const awaitTurn = statement('consumers-await', `select name from event_consumers where name = $1 for update`);

const list = statement(
  'consumers-list',
  `select c.name, c.cursor, r.last_number - c.cursor as behind, c.worked_at,
     (select l.recorded_at from event_log l where l.number = c.cursor + 1) as waiting_since,
     coalesce(f.retrying, 0) as retrying, coalesce(f.waiting, 0) as waiting, coalesce(f.dead, 0) as dead
   from event_relay r, event_consumers c left join (
     select consumer, count(*) filter (where state = 'retrying') as retrying,
       count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'dead') as dead
     from event_failures where settled_at is null group by 1
   ) f on f.consumer = c.name
   where c.name = any($1) order by c.name`,
);

const waitingForNumbers = statement('outbox-count', 'select count(*) from outbox');

/** The position of each consumer. */
@Injectable()
export class ConsumersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Does nothing if it has a position already. */
  async enroll({ consumer, from }: Subscription, at: Date): Promise<void> {
    await this.transactions.query(enroll, [consumer, from, at]);
  }

  /** Consumers that have new events or due retries. */
  async withWork(names: readonly string[], now: Date): Promise<string[]> {
    const rows = await this.transactions.query(withWork, [names, now]);
    return rows.map(({ name }) => name);
  }

  async place(name: string): Promise<Place> {
    const [row] = await this.transactions.query(place, [name]);
    if (!row) throw new Error(`The consumer ${name} has no place`);
    return row;
  }

  /** The first `limit` subscribed events after `from` and up to `to`. */
  async read(
    { names, origins }: Subscription,
    range: { readonly from: number; readonly to: number; readonly limit: number },
  ): Promise<EventRow[]> {
    return this.transactions.query(read, [range.from, range.to, names, origins, range.limit]);
  }

  /**
   * Moves the consumer in the transaction of its effect; nobody else can move it until that ends. False if
   * someone else is working or has moved it.
   */
  async advance(name: string, from: number, to: number, at: Date): Promise<boolean> {
    return (await this.transactions.execute(advance, [name, from, to, at])).rowCount === 1;
  }

  /** Keeps others from working for the consumer until the transaction ends; false if someone is working. */
  async take(name: string): Promise<boolean> {
    return (await this.transactions.query(take, [name])).length === 1;
  }

  /** Like `take`, but waits. */
  async awaitTurn(name: string): Promise<void> {
    await this.transactions.query(awaitTurn, [name]);
  }

  async waitingForNumbers(): Promise<number> {
    return (await this.transactions.query(waitingForNumbers))[0]?.count ?? 0;
  }

  async list(names: readonly string[]): Promise<ConsumerRow[]> {
    return this.transactions.query(list, [names]);
  }
}
