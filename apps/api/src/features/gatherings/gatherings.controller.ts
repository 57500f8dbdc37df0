import { Controller } from '@nestjs/common';
import {
  cancelGathering,
  createGathering,
  getGathering,
  listGatherings,
  replaceGathering,
  type Gathering,
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
import { Gatherings } from './gatherings.ts';

@Controller()
export class GatheringsController {
  constructor(private readonly gatherings: Gatherings) {}

  @Contract(listGatherings)
  async list(
    @Input() { params, query }: InputOf<typeof listGatherings>,
  ): Promise<ReplyOf<typeof listGatherings>> {
    return this.gatherings.list(params.id, query);
  }

  @Contract(createGathering)
  async create(
    @Input() { params, body }: InputOf<typeof createGathering>,
    @CurrentActor() actor: Actor,
  ): Promise<Gathering> {
    return this.gatherings.create(actor, params.id, body);
  }

  @Contract(getGathering)
  async get(@Input() { params }: InputOf<typeof getGathering>): Promise<Gathering> {
    return this.gatherings.find(params.id);
  }

  @Contract(replaceGathering)
  async replace(
    @Input() { params, body }: InputOf<typeof replaceGathering>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Gathering> {
    return this.gatherings.replace(actor, params.id, body, version);
  }

  @Contract(cancelGathering)
  async cancel(
    @Input() { params, body }: InputOf<typeof cancelGathering>,
    @CurrentActor() actor: Actor,
  ): Promise<Gathering> {
    return this.gatherings.cancel(actor, params.id, body.reason);
  }
}
