import { Controller } from '@nestjs/common';
import {
  discardEventFailure,
  listEventConsumers,
  listEventFailures,
  replayEventFailure,
  type EventFailure,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../http/contract.ts';
import { EventFailures } from './event-failures.ts';

@Controller()
export class EventFailuresController {
  constructor(private readonly failures: EventFailures) {}

  @Contract(listEventFailures)
  async list(
    @Input() { query }: InputOf<typeof listEventFailures>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listEventFailures>> {
    return this.failures.list(actor, query);
  }

  @Contract(replayEventFailure)
  async replay(
    @Input() { params }: InputOf<typeof replayEventFailure>,
    @CurrentActor() actor: Actor,
  ): Promise<EventFailure> {
    return this.failures.replay(actor, params.id);
  }

  @Contract(discardEventFailure)
  async discard(
    @Input() { params, body }: InputOf<typeof discardEventFailure>,
    @CurrentActor() actor: Actor,
  ): Promise<EventFailure> {
    return this.failures.discard(actor, params.id, body);
  }

  @Contract(listEventConsumers)
  async consumers(): Promise<ReplyOf<typeof listEventConsumers>> {
    return this.failures.progress();
  }
}
