import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { MailLinks } from '../identity/index.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';

/** The second step of the double opt-in: only who has the mailbox can confirm it. */
@Injectable()
export class EmailConfirmations {
  constructor(
    private readonly members: MembersRepository,
    private readonly links: MailLinks,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /** Does nothing for members without e-mail, and for confirmed ones. A link sent before ends. */
  async send(member: MemberRecord): Promise<void> {
    const { id, email, emailConfirmed, language } = member;
    if (email === null || emailConfirmed) return;
    await this.transactions.run(async () => {
      const token = await this.links.issue('confirm-email', id, email);
      await this.mailer.send({
        to: email,
        language,
        template: 'confirm-email',
        data: {
          name: member.firstName ?? fullNameOf(member),
          link: this.portal.to(`/confirm-email/${token}`),
        },
        dedupeKey: `confirm-email:${newId()}`,
      });
    });
  }

  /** Throws `not-found`. */
  async sendTo(memberId: string): Promise<void> {
    const member = await this.members.byId(memberId);
    if (!member) throw new ClubError('not-found');
    await this.send(member);
  }

  /** Throws `not-found`, `link-used`, `link-expired`; the last also when the member has another address by now. */
  async confirm(token: string): Promise<void> {
    await this.transactions.run(async () => {
      const { subjectId, email } = await this.links.use('confirm-email', token);
      if (!(await this.members.confirmEmail(subjectId, email))) throw new ClubError('link-expired');
      await this.outbox.append([{ name: 'member.changed', memberId: subjectId, data: { fields: 'email' } }]);
    });
  }
}
