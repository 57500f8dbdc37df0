import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { MailLinks } from '../identity/index.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { confirmEmailMail } from './mails/index.ts';

/** Asks the owner of a mailbox to confirm that they are the member who typed it. */
@Injectable()
export class ConfirmationMails {
  constructor(
    private readonly members: MembersRepository,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
  ) {}

  /** Does nothing for members without an e-mail or with a confirmed one. Earlier links end. */
  async send(member: MemberRecord): Promise<void> {
    const { id, email, emailConfirmed, language } = member;
    if (email === null || emailConfirmed) return;
    await this.transactions.run(async () => {
      await this.links.send(confirmEmailMail, id, {
        to: email,
        language,
        data: { name: member.firstName ?? fullNameOf(member) },
      });
    });
  }

  /** Throws `not-found`. */
  async sendTo(memberId: string): Promise<void> {
    const member = await this.members.byId(memberId);
    if (!member) throw new ClubError('not-found');
    await this.send(member);
  }
}
