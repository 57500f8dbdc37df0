import { Controller } from '@nestjs/common';
import {
  changeMemberNote,
  deleteMemberNote,
  listMemberNotes,
  restoreMemberNote,
  writeMemberNote,
  type MemberNote,
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
import { Notes } from './notes.ts';

@Controller()
export class NotesController {
  constructor(private readonly notes: Notes) {}

  @Contract(listMemberNotes)
  async list(
    @Input() { params, query }: InputOf<typeof listMemberNotes>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listMemberNotes>> {
    return this.notes.list(actor, params.id, query);
  }

  @Contract(writeMemberNote)
  async write(
    @Input() { params, body }: InputOf<typeof writeMemberNote>,
    @CurrentActor() actor: Actor,
  ): Promise<MemberNote> {
    return this.notes.write(actor, params.id, body);
  }

  @Contract(changeMemberNote)
  async change(
    @Input() { params, body }: InputOf<typeof changeMemberNote>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<MemberNote> {
    return this.notes.change(actor, params, body, version);
  }

  @Contract(deleteMemberNote)
  async remove(
    @Input() { params }: InputOf<typeof deleteMemberNote>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.notes.remove(actor, params);
  }

  @Contract(restoreMemberNote)
  async restore(
    @Input() { params }: InputOf<typeof restoreMemberNote>,
    @CurrentActor() actor: Actor,
  ): Promise<MemberNote> {
    return this.notes.restore(actor, params);
  }
}
