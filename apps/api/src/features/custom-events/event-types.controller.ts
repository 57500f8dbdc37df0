import { Controller } from '@nestjs/common';
import {
  createCustomEventType,
  getCustomEventType,
  listCustomEventTypes,
  updateCustomEventType,
  type CustomEventType,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { EventTypes } from './event-types.ts';

@Controller()
export class EventTypesController {
  constructor(private readonly types: EventTypes) {}

  @Contract(listCustomEventTypes)
  async list(
    @Input() { query }: InputOf<typeof listCustomEventTypes>,
  ): Promise<ReplyOf<typeof listCustomEventTypes>> {
    return this.types.list(query);
  }

  @Contract(createCustomEventType)
  async create(
    @Input() { body }: InputOf<typeof createCustomEventType>,
    @CurrentActor() actor: Actor,
  ): Promise<CustomEventType> {
    return this.types.create(actor, body);
  }

  @Contract(getCustomEventType)
  async get(@Input() { params }: InputOf<typeof getCustomEventType>): Promise<CustomEventType> {
    return this.types.byId(params.id);
  }

  @Contract(updateCustomEventType)
  async update(
    @Input() { params, body }: InputOf<typeof updateCustomEventType>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<CustomEventType> {
    return this.types.change(actor, params.id, body, version);
  }
}
