import { Controller } from '@nestjs/common';
import { listMemberConsents, listOwnConsents, setMemberConsents, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Consents } from './consents.ts';

@Controller()
export class ConsentsController {
  constructor(private readonly consents: Consents) {}

  @Contract(listMemberConsents)
  async list(
    @Input() { params }: InputOf<typeof listMemberConsents>,
  ): Promise<ReplyOf<typeof listMemberConsents>> {
    return { data: await this.consents.history(params.id), cursor: { next: null } };
  }

  @Contract(setMemberConsents)
  async note(
    @Input() { params, body }: InputOf<typeof setMemberConsents>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof setMemberConsents>> {
    return { data: await this.consents.note(actor, params.id, body), cursor: { next: null } };
  }

  @Contract(listOwnConsents)
  async own(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnConsents>> {
    return { data: await this.consents.history(memberId), cursor: { next: null } };
  }
}
