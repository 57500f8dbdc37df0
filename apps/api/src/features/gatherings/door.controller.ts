import { Controller } from '@nestjs/common';
import {
  checkIn,
  listAttendances,
  listGatheringsHere,
  undoCheckIn,
  type CheckedIn,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { DoorDesk } from './door-desk.ts';
import { GatheringsHere } from './gatherings-here.ts';

/** At the door of a gathering. */
@Controller()
export class DoorController {
  constructor(
    private readonly desk: DoorDesk,
    private readonly here: GatheringsHere,
  ) {}

  @Contract(listGatheringsHere)
  async listHere(
    @Input() { query }: InputOf<typeof listGatheringsHere>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listGatheringsHere>> {
    return this.here.list(actor, query);
  }

  @Contract(listAttendances)
  async list(
    @Input() { params, query }: InputOf<typeof listAttendances>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listAttendances>> {
    return this.desk.list(actor, params.id, query);
  }

  @Contract(checkIn)
  @Guessed('codes')
  async checkIn(
    @Input() { params, body }: InputOf<typeof checkIn>,
    @CurrentActor() actor: Actor,
  ): Promise<CheckedIn> {
    return this.desk.checkIn(actor, params.id, body);
  }

  @Contract(undoCheckIn)
  async undo(
    @Input() { params }: InputOf<typeof undoCheckIn>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof undoCheckIn>> {
    return this.desk.undo(actor, params.id);
  }
}
