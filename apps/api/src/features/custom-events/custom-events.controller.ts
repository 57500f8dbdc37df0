import { Controller } from '@nestjs/common';
import {
  cancelCustomEvent,
  getCustomEvent,
  listCustomEvents,
  recordCustomEvent,
  recordCustomEvents,
  type CustomEvent,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { BulkEvents } from './bulk-events.ts';
import { Cancellations } from './cancellations.ts';
import { CustomEvents } from './custom-events.ts';
import { EventBooks } from './event-books.ts';

@Controller()
export class CustomEventsController {
  constructor(
    private readonly events: CustomEvents,
    private readonly bulk: BulkEvents,
    private readonly cancellations: Cancellations,
    private readonly books: EventBooks,
  ) {}

  @Contract(recordCustomEvent)
  @Guessed('codes')
  async record(
    @Input() { body }: InputOf<typeof recordCustomEvent>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof recordCustomEvent>> {
    const { id, balance } = await this.events.record(actor, body);
    return { ...(await this.books.byId(actor, id)), balance };
  }

  @Contract(recordCustomEvents)
  async recordMany(
    @Input() { body }: InputOf<typeof recordCustomEvents>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof recordCustomEvents>> {
    return this.bulk.recordMany(actor, body.events);
  }

  @Contract(cancelCustomEvent)
  async cancel(
    @Input() { params, body }: InputOf<typeof cancelCustomEvent>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof cancelCustomEvent>> {
    const balance = await this.cancellations.cancel(actor, params.id, body.reason);
    return { ...(await this.books.byId(actor, params.id)), balance };
  }

  @Contract(getCustomEvent)
  async get(
    @Input() { params }: InputOf<typeof getCustomEvent>,
    @CurrentActor() actor: Actor,
  ): Promise<CustomEvent> {
    return this.books.byId(actor, params.id);
  }

  @Contract(listCustomEvents)
  async list(
    @Input() { query }: InputOf<typeof listCustomEvents>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listCustomEvents>> {
    return this.books.list(actor, query);
  }
}
