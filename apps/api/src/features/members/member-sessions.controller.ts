import { Controller } from '@nestjs/common';
import { endMemberSessions, listMemberSessions, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { MemberSessions } from './member-sessions.ts';

@Controller()
export class MemberSessionsController {
  constructor(private readonly sessions: MemberSessions) {}

  @Contract(listMemberSessions)
  async list(
    @Input() { params }: InputOf<typeof listMemberSessions>,
  ): Promise<ReplyOf<typeof listMemberSessions>> {
    return { data: await this.sessions.of(params.id), cursor: { next: null } };
  }

  @Contract(endMemberSessions)
  async end(
    @Input() { params }: InputOf<typeof endMemberSessions>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.sessions.end(actor, params.id);
  }
}
