import { Injectable } from '@nestjs/common';
import type { EventFailure, EventName } from '@regulars/contracts';
import type { ValuesOf } from '../../database/statement.ts';
import { sortedStatement, type SortedRow, type SqlList, type SqlOrder } from '../../http/sql-order.ts';
import { Transactions } from '../../database/transactions.ts';
import type { EventRow } from './consumers.repository.ts';
import { statement } from '../statements.ts';

export type FailureState = EventFailure['state'];

export interface FailureRow extends EventRow {
  readonly id: string;
  readonly consumer: string;
  readonly state: FailureState;
  readonly attempts: number;
  readonly next_try_at: Date | null;
  readonly error: string | null;
  readonly parked_at: Date;
  readonly settled_at: Date | null;
  readonly reason: string | null;
}

export interface FailureFilter {
  readonly consumer?: string;
  readonly state?: FailureState;
  /** Of events with these names. */
  readonly names: readonly EventName[];
}

/** The result of a try; dead if there is no next one. */
export interface Try {
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly error: string;
}

const columns = `id, consumer, number, name, member_id, at, origin, data, state, attempts, next_try_at, error, parked_at,
     settled_at, reason`;

// Events of an erased member are not retried, and their errors may quote the member.
const park = statement(
  'failures-park',
  `insert into event_failures (consumer, number, name, member_id, at, origin, data, state, attempts, next_try_at, error, parked_at)
   select $1, $2, $3, $4, $5, $6, $7, 'retrying', $8, $9, $10, $11
   where not exists (select from outbox where name = 'member.erased' and member_id = $4)
     and not exists (select from event_log where number > $2 and name = 'member.erased' and member_id = $4)`,
);

const parkBehind = statement(
  'failures-park-behind',
  `insert into event_failures (consumer, number, name, member_id, at, origin, data, state, parked_at)
   select $1, $2, $3, $4, $5, $6, $7, 'waiting', $8
   where exists (select from event_failures where consumer = $1 and member_id = $4 and settled_at is null)`,
);

const blocked = statement(
  'failures-blocked',
  `select distinct member_id from event_failures where consumer = $1 and settled_at is null and member_id = any($2)`,
);

const nextDue = statement(
  'failures-next-due',
  `select ${columns} from event_failures where consumer = $1 and state = 'retrying' and next_try_at <= $2
   order by next_try_at, number limit 1`,
);

const failAgain = statement(
  'failures-fail-again',
  `update event_failures set state = case when $3::timestamptz is null then 'dead' else 'retrying' end,
     attempts = $2, next_try_at = $3, error = $4 where id = $1 and state = 'retrying'`,
);

const retry = statement(
  'failures-retry',
  `update event_failures set state = 'retrying', next_try_at = $2 where id = $1`,
);

const settle = statement(
  'failures-settle',
  `update event_failures set state = $2, next_try_at = null, settled_at = $3, reason = $4 where id = $1`,
);

const promote = statement(
  'failures-promote',
  `update event_failures set state = 'retrying', next_try_at = $3 where state = 'waiting' and id = (
     select id from event_failures where consumer = $1 and member_id = $2 and settled_at is null order by number limit 1)`,
);

const byId = statement('failures-by-id', `select ${columns} from event_failures where id = $1`);

const from = `event_failures
   where ($1::text is null or consumer = $1) and ($2::text is null or state = $2) and name = any($3)`;
const list = statement(
  'failures-list',
  `select ${columns} from ${from} and ($4::uuid is null or id < $4) order by id desc limit $5`,
);
type FailureSort = 'parked' | 'event' | 'consumer' | 'state';
export const failureOrders: SqlList<FailureSort> = {
  columns,
  from,
  id: { by: 'id', kind: 'id' },
  keys: {
    // As ids are made.
    parked: { by: 'id', kind: 'id' },
    event: { by: 'name', kind: 'text' },
    consumer: { by: 'consumer', kind: 'text' },
    state: { by: 'state', kind: 'text' },
  },
};

const forget = statement(
  'failures-forget',
  `delete from event_failures where id = any(array(select id from event_failures where settled_at < $1 limit $2))`,
);

/** The consumer and the event, as both parking statements take them first. */
type Parked =
  ValuesOf<typeof parkBehind> extends readonly [...infer First, unknown] ? readonly [...First] : never;

const place = (consumer: string, event: EventRow): Parked => [
  consumer,
  event.number,
  event.name,
  event.member_id,
  event.at,
  event.origin,
  JSON.stringify(event.data),
];

/**
 * Failed events of consumers. Only the earliest of a member is retried or dead; the later ones wait for it.
 * Changing them requires the consumer's turn (`ConsumersRepository`).
 */
@Injectable()
export class FailuresRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Not for a member who was erased in the meantime. Returns whether it was stored. */
  async park(consumer: string, event: EventRow, tried: Try, at: Date): Promise<boolean> {
    const { attempts, nextAt, error } = tried;
    const values = [...place(consumer, event), attempts, nextAt, error, at] as const;
    return (await this.transactions.execute(park, [...values])).rowCount === 1;
  }

  /** Only if an earlier event of the member is still unsettled; returns whether. */
  async parkBehind(consumer: string, event: EventRow, at: Date): Promise<boolean> {
    return (await this.transactions.execute(parkBehind, [...place(consumer, event), at])).rowCount === 1;
  }

  /** Members whose events have to wait. */
  async blocked(consumer: string, memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(blocked, [consumer, memberIds]);
    return rows.map((row) => row.member_id);
  }

  async nextDue(consumer: string, now: Date): Promise<FailureRow | undefined> {
    return (await this.transactions.query(nextDue, [consumer, now]))[0];
  }

  async failAgain(id: string, { attempts, nextAt, error }: Try): Promise<void> {
    await this.transactions.query(failAgain, [id, attempts, nextAt, error]);
  }

  /** It is due at `at`, even if it was dead. */
  async retry(id: string, at: Date): Promise<void> {
    await this.transactions.query(retry, [id, at]);
  }

  /** Settles it and lets the next waiting event be tried. */
  async settle(
    { id, consumer, member_id }: FailureRow,
    as: 'done' | 'discarded',
    at: Date,
    reason: string | null = null,
  ): Promise<void> {
    await this.transactions.query(settle, [id, as, at, reason]);
    if (member_id !== null) await this.transactions.query(promote, [consumer, member_id, at]);
  }

  async byId(id: string): Promise<FailureRow | undefined> {
    return (await this.transactions.query(byId, [id]))[0];
  }

  /** Newest first. */
  async list(
    { consumer, state, names }: FailureFilter,
    before: string | null,
    limit: number,
  ): Promise<FailureRow[]> {
    return this.transactions.query(list, [consumer ?? null, state ?? null, names, before, limit]);
  }

  /** In another order. */
  async sorted(
    { consumer, state, names }: FailureFilter,
    order: SqlOrder<FailureSort>,
    limit: number,
  ): Promise<SortedRow<FailureRow>[]> {
    const values = [consumer ?? null, state ?? null, names];
    return this.transactions.query(
      ...sortedStatement<FailureRow, FailureSort>(failureOrders, values, order, limit),
    );
  }

  /** Deletes some events settled before; returns the number. */
  async forget(settledBefore: Date, most: number): Promise<number> {
    return (await this.transactions.execute(forget, [settledBefore, most])).rowCount ?? 0;
  }
}
