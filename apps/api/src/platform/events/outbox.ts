import { Injectable } from '@nestjs/common';
import type { EventDataOf, EventMemberOf, EventName, EventOrigin } from '@regulars/contracts';
import { Clock } from '../clock.ts';
import { Transactions } from '../database/transactions.ts';
import { Relay } from './relay.ts';
import { statement } from './statements.ts';

export type Origin = EventOrigin;

interface NamedEvent<Name extends EventName> {
  readonly name: Name;
  readonly memberId: EventMemberOf<Name>;
  readonly data: EventDataOf<Name>;
  /** Milliseconds since the epoch; now if absent. */
  readonly at?: number;
}

/** An event from a feature. The catalogue describes its member and data. */
export type ClubEvent<Name extends EventName = EventName> = { [Each in Name]: NamedEvent<Each> }[Name];

const append = statement(
  'outbox-append',
  `insert into outbox (name, member_id, at, origin, data)
   select event.name, nullif(event.member_id, '')::uuid, event.at, $1, event.data
   from unnest($2::text[], $3::text[], $4::timestamptz[], $5::jsonb[]) as event(name, member_id, at, data)`,
);

/** Adds events to the current transaction. The relay forwards them after the commit. */
@Injectable()
export class Outbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly relay: Relay,
  ) {}

  async append(events: readonly ClubEvent[], origin: Origin = 'live'): Promise<void> {
    if (events.length === 0) return;
    await this.transactions.query(append, [
      origin,
      events.map(({ name }) => name),
      events.map(({ memberId }) => memberId ?? ''),
      events.map(({ at }) => new Date(at ?? this.clock.now()).toISOString()),
      events.map(({ data }) => JSON.stringify(data)),
    ]);
    this.wakeRelay();
  }

  /**
   * Rows for SQL functions that append events in the same call as their effect. The caller must call
   * `wakeRelay`.
   */
  rows(events: readonly ClubEvent[]): readonly object[] {
    return events.map((event) => ({
      name: event.name,
      member_id: event.memberId,
      at: new Date(event.at ?? this.clock.now()).toISOString(),
      data: event.data,
    }));
  }

  wakeRelay(): void {
    this.transactions.afterCommit(() => this.relay.wake());
  }
}
