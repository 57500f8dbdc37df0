import { Injectable } from '@nestjs/common';
import type { AskingChannel, Permission } from '@regulars/contracts';
import { MailPermission } from '../../platform/mail/index.ts';
import { Members } from '../members/index.ts';
import { Permissions } from '../permissions/index.ts';
import { askedBy, type SurveyRow } from './survey.ts';

export interface AllowedChannel {
  readonly channel: AskingChannel;
  readonly permission: Permission;
}

interface Channels {
  readonly allowed: readonly AllowedChannel[];
  /** Why the first of the others is not allowed. */
  readonly reason: string | null;
  /** Until the quiet hours end; null outside of them. */
  readonly waitSeconds: number | null;
}

/** By what a member may be asked now. */
@Injectable()
export class InvitationChannels {
  constructor(
    private readonly permissions: Permissions,
    private readonly mails: MailPermission,
    private readonly members: Members,
  ) {}

  async of(memberId: string, survey: SurveyRow): Promise<Channels> {
    const answers: AllowedChannel[] = [];
    for (const channel of askedBy(survey))
      answers.push({ channel, permission: await this.#may(memberId, channel) });
    const until = answers.find(({ permission }) => permission.until)?.permission.until;
    return {
      allowed: answers.filter(({ permission }) => permission.allowed),
      reason: answers.find(({ permission }) => !permission.allowed)?.permission.reason ?? null,
      waitSeconds: until ? this.mails.secondsUntil(until) : null,
    };
  }

  /** Of a mail also the limits and the quiet hours: a mail in the queue would not hear that the survey has ended. */
  async #may(memberId: string, channel: AskingChannel): Promise<Permission> {
    const plain = await this.permissions.may(memberId, 'survey', channel);
    if (channel !== 'email' || !plain.allowed) return plain;
    const { email } = await this.members.byId(memberId);
    return email === null
      ? plain
      : this.mails.of({ class: 'survey', channel: 'email', about: memberId, recipient: email });
  }
}
