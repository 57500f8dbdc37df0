import { Controller } from '@nestjs/common';
import {
  acceptInvitation,
  changeStaff,
  getInvitation,
  inviteStaff,
  listStaff,
  resendInvitation,
  type ReplyOf,
  type StaffMember,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from '../identity/index.ts';
import { Invitations } from './invitations.ts';
import { StaffService } from './staff.service.ts';

const hour = 3600;

@Controller()
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly invitations: Invitations,
    private readonly attempts: Attempts,
  ) {}

  @Contract(listStaff)
  async list(
    @Input() { query }: InputOf<typeof listStaff>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listStaff>> {
    return this.staff.list(actor, query);
  }

  @Contract(inviteStaff)
  async invite(
    @Input() { body }: InputOf<typeof inviteStaff>,
    @CurrentActor() actor: Actor,
  ): Promise<StaffMember> {
    return this.staff.invite(actor, body);
  }

  @Contract(changeStaff)
  async change(
    @Input() { params, body }: InputOf<typeof changeStaff>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<StaffMember> {
    return this.staff.change(actor, params.id, body, version);
  }

  @Contract(resendInvitation)
  async resend(
    @Input() { params }: InputOf<typeof resendInvitation>,
    @CurrentActor() actor: Actor,
  ): Promise<StaffMember> {
    await this.attempts.count('invitation', params.id, 10, hour);
    return this.staff.resend(actor, params.id);
  }

  @Contract(getInvitation)
  async invitation(
    @Input() { params }: InputOf<typeof getInvitation>,
    @RawRequest() request: ClubRequest,
  ): Promise<ReplyOf<typeof getInvitation>> {
    return this.attempts.withLink(limitKeyOf(request), () =>
      this.invitations.read(params.token, request.user ?? null),
    );
  }

  @Contract(acceptInvitation)
  async accept(
    @Input() { params, body }: InputOf<typeof acceptInvitation>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.attempts.withLink(limitKeyOf(request), () =>
      this.invitations.accept(params.token, body.password, request.user ?? null),
    );
  }
}
