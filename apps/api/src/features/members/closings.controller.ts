import { Controller } from '@nestjs/common';
import {
  askForClosing,
  closeMember,
  getClosing,
  reopenMember,
  withdrawClosing,
  type Closing,
  type Member,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Attempts } from '../identity/index.ts';
import { Closings } from './closings.ts';
import { Leaving } from './leaving.ts';
import { MemberView } from './member-view.ts';

const hour = 3600;

@Controller()
export class ClosingsController {
  constructor(
    private readonly closings: Closings,
    private readonly leaving: Leaving,
    private readonly attempts: Attempts,
    private readonly view: MemberView,
  ) {}

  @Contract(getClosing)
  async show(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getClosing>> {
    return { closing: await this.leaving.of(memberId) };
  }

  @Contract(askForClosing)
  async ask(
    @Input() { body }: InputOf<typeof askForClosing>,
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<Closing> {
    if (actor.kind !== 'account') throw new ClubError('not-allowed');
    await this.attempts.count('close-membership', actor.sessionId, 10, hour);
    return this.leaving.ask(actor, memberId, body.password);
  }

  @Contract(withdrawClosing)
  async withdraw(@CurrentMember() memberId: string): Promise<void> {
    await this.leaving.withdraw(memberId);
  }

  @Contract(closeMember)
  async close(
    @Input() { params, body }: InputOf<typeof closeMember>,
    @CurrentActor() actor: Actor,
  ): Promise<Member> {
    return this.view.show(await this.closings.close(actor, params.id, body.reason));
  }

  @Contract(reopenMember)
  async reopen(
    @Input() { params }: InputOf<typeof reopenMember>,
    @CurrentActor() actor: Actor,
  ): Promise<Member> {
    return this.view.show(await this.closings.reopen(actor, params.id));
  }
}
