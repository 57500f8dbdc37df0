import { Controller, Res } from '@nestjs/common';
import {
  getAccountOpening,
  inviteMember,
  openAccount,
  type ReplyOf,
  type Session,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts, Browsers } from '../identity/index.ts';
import { AccountInvitations } from './account-invitations.ts';
import { AccountOpenings } from './account-openings.ts';

const hour = 3600;

@Controller()
export class AccountOpeningsController {
  constructor(
    private readonly invitations: AccountInvitations,
    private readonly openings: AccountOpenings,
    private readonly attempts: Attempts,
    private readonly browsers: Browsers,
  ) {}

  @Contract(inviteMember)
  async invite(
    @Input() { params }: InputOf<typeof inviteMember>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const email = await this.invitations.addressOf(params.id);
    await this.attempts.count('open-account-email', email.toLowerCase(), 5, hour);
    await this.invitations.invite(actor, params.id);
  }

  @Contract(getAccountOpening)
  async show(
    @Input() { params }: InputOf<typeof getAccountOpening>,
    @RawRequest() request: ClubRequest,
  ): Promise<ReplyOf<typeof getAccountOpening>> {
    return this.attempts.withLink(limitKeyOf(request), () =>
      this.openings.read(params.token, request.user ?? null),
    );
  }

  @Contract(openAccount)
  async open(
    @Input() { params, body }: InputOf<typeof openAccount>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const opened = await this.attempts.withLink(limitKeyOf(request), () =>
      this.openings.open(params.token, body, {
        actor: request.user ?? null,
        device: request.headers['user-agent'] ?? '',
      }),
    );
    return this.browsers.signIn(request, reply, opened);
  }
}
