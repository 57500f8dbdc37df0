import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Attempts, MailLinks } from '../identity/index.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { confirmEmailMail } from './mails/index.ts';

const hour = 3600;

/** Asks the owner of a mailbox to confirm that they are the member who typed it. */
@Injectable()
export class ConfirmationMails {
  constructor(
    private readonly members: MembersRepository,
    private readonly consents: ConsentsRepository,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
    private readonly attempts: Attempts,
  ) {}

  /**
   * Before a member asks for such a mail: the mailbox may be someone else's, who would get as many as the member likes. Outside of
   * a transaction. Throws `too-many-requests`.
   */
  async countOne({ id, email }: Pick<MemberRecord, 'id' | 'email'>): Promise<void> {
    await this.attempts.count('confirm-email', id, 5, hour);
    // Several members may have typed the same address.
    if (email !== null) await this.attempts.count('confirm-email-email', email.toLowerCase(), 10, hour);
  }

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

  /** The member asks for another one. Throws `not-found`, `too-many-requests`. */
  async sendTo(memberId: string): Promise<void> {
    const member = await this.members.byId(memberId);
    if (!member) throw new ClubError('not-found');
    await this.countOne(member);
    await this.send(member);
  }
}
