import { Controller } from '@nestjs/common';
import {
  confirmEmail,
  confirmEmailChange,
  getEmailChange,
  getEmailConfirmation,
  requestEmailChange,
  sendEmailConfirmation,
  stopEmailChange,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from '../identity/index.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import { EmailChanges } from './email-changes.ts';
import { EmailConfirmations } from './email-confirmations.ts';

const hour = 3600;

@Controller()
export class EmailsController {
  constructor(
    private readonly mails: ConfirmationMails,
    private readonly confirmations: EmailConfirmations,
    private readonly changes: EmailChanges,
    private readonly attempts: Attempts,
  ) {}

  @Contract(sendEmailConfirmation)
  async send(@CurrentMember() memberId: string): Promise<void> {
    await this.mails.sendTo(memberId);
  }

  @Contract(getEmailConfirmation)
  async show(
    @Input() { params }: InputOf<typeof getEmailConfirmation>,
    @RawRequest() request: ClubRequest,
  ): Promise<ReplyOf<typeof getEmailConfirmation>> {
    return this.attempts.withLink(limitKeyOf(request), () =>
      this.confirmations.read(params.token, request.user ?? null),
    );
  }

  @Contract(confirmEmail)
  async confirm(
    @Input() { params, body }: InputOf<typeof confirmEmail>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.attempts.withLink(limitKeyOf(request), () =>
      this.confirmations.confirm(params.token, body ?? {}, request.user ?? null),
    );
  }

  @Contract(requestEmailChange)
  async requestChange(
    @Input() { body }: InputOf<typeof requestEmailChange>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    if (actor.kind !== 'account') throw new ClubError('not-allowed');
    await this.attempts.count('change-email', actor.sessionId, 5, hour);
    // A new session is quickly opened, and the mailbox may be someone else's.
    await this.attempts.count('confirm-email-email', body.email, 10, hour);
    await this.changes.request(actor.id, body.email, body.password);
  }

  @Contract(getEmailChange)
  async showChange(
    @Input() { params }: InputOf<typeof getEmailChange>,
    @RawRequest() request: ClubRequest,
  ): Promise<ReplyOf<typeof getEmailChange>> {
    return this.attempts.withLink(limitKeyOf(request), () =>
      this.changes.read(params.token, request.user ?? null),
    );
  }

  @Contract(confirmEmailChange)
  async confirmChange(
    @Input() { params, body }: InputOf<typeof confirmEmailChange>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.attempts.withLink(limitKeyOf(request), () =>
      this.changes.confirm(params.token, body?.password, request.user ?? null),
    );
  }

  @Contract(stopEmailChange)
  async stopChange(
    @Input() { params }: InputOf<typeof stopEmailChange>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.attempts.withLink(limitKeyOf(request), () => this.changes.stop(params.token));
  }
}
