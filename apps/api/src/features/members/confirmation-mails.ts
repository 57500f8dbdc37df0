import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { MailLinks } from '../identity/index.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { confirmEmailMail } from './mails/index.ts';

/** Asks the owner of a mailbox to confirm that they are the member who typed it. */
@Injectable()
export class ConfirmationMails {
  constructor(
    private readonly members: MembersRepository,
    private readonly consents: ConsentsRepository,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
  ) {}

  /** Whether a consent by e-mail waits for the owner of the mailbox. */
  async areAwaited(memberId: string): Promise<boolean> {
    return (await this.consents.waiting(memberId)).length > 0;
  }

  /** Does nothing for members without an e-mail, or with a confirmed one and no consent that waits. Earlier links end. */
  async send(member: MemberRecord): Promise<void> {
    const { id, email, emailConfirmed, language } = member;
    if (email === null) return;
    await this.transactions.run(async () => {
      const waiting = await this.consents.waiting(id);
      if (emailConfirmed && waiting.length === 0) return;
      await this.links.send(confirmEmailMail, id, {
        to: email,
        language,
        data: { name: member.firstName ?? fullNameOf(member), address: !emailConfirmed, waiting },
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
