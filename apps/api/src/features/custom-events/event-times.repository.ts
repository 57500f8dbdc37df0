import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const times = statement(
  'event-custom-event-times',
  'select id, occurred_at as at from custom_events where id = any($1::uuid[])',
);

/** When custom events happened. Events of them tell when they were booked. */
@Injectable()
export class EventTimes {
  constructor(private readonly transactions: Transactions) {}

  /** By custom event, in milliseconds since the epoch. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.transactions.query(times, [ids]);
    return new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  }
}
