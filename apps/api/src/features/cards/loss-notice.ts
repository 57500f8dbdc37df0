import { Injectable } from '@nestjs/common';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { displayNameOf, Members } from '../members/index.ts';
import { cardLostMail } from './mails/index.ts';

/** Tells members that their cards were reported as lost, in case someone else did it. */
@Injectable()
export class LossNotice {
  constructor(
    private readonly members: Members,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  /** Never writes to an unconfirmed address, which may be someone else's. */
  async send(memberId: string, cardId: string): Promise<void> {
    const member = await this.members.byId(memberId);
    if (!member.email || !member.emailConfirmed) return;
    await this.mailer.send({
      to: member.email,
      about: memberId,
      language: member.language,
      template: cardLostMail,
      data: {
        name: member.firstName ?? displayNameOf(member),
        link: this.portal.to(`/reset-password?email=${encodeURIComponent(member.email)}`),
      },
      dedupeKey: `card-lost:${cardId}`,
    });
  }
}
