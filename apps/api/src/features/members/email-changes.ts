import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Accounts, MailLinks } from '../identity/index.ts';
import { MembersRepository } from './members.repository.ts';
import { refusingTaken } from './taken.ts';

/** Another address to sign in with, for members and staff: nobody takes an address without its mailbox. */
@Injectable()
export class EmailChanges {
  constructor(
    private readonly accounts: Accounts,
    private readonly members: MembersRepository,
    private readonly links: MailLinks,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /** Throws `wrong-credentials`, `already-taken`. Nothing changes until the link is used. */
  async request(accountId: string, email: string, password: string): Promise<void> {
    const account = await this.accounts.assertPassword(accountId, password, '/password');
    await this.#assertFree(email, account.memberId);
    await this.transactions.run(async () => {
      const token = await this.links.issue('change-email', accountId, email);
      await this.mailer.send({
        to: email,
        language: account.language,
        template: 'change-email',
        data: { name: account.displayName, link: this.portal.to(`/confirm-email/change/${token}`) },
        dedupeKey: `change-email:${newId()}`,
        forAdmins: account.managing,
      });
    });
  }

  /** Throws `not-found`, `link-used`, `link-expired`, `already-taken`. */
  async confirm(token: string): Promise<void> {
    await this.transactions.run(async () => {
      const { subjectId, email } = await this.links.use('change-email', token);
      const account = await this.accounts.byId(subjectId);
      await this.#assertFree(email, account.memberId);
      await this.accounts.changeEmail(subjectId, email);
      if (account.memberId !== null) await this.#changeMember(account.memberId, email);
      await this.links.end(subjectId, 'reset-password', 'invitation');
      await this.mailer.send({
        to: account.email,
        language: account.language,
        template: 'email-changed',
        data: { name: account.displayName, newEmail: email },
        dedupeKey: `email-changed:${newId()}`,
        forAdmins: account.managing,
      });
    });
  }

  async #changeMember(memberId: string, email: string): Promise<void> {
    await refusingTaken(() => this.members.changeEmail(memberId, email));
    await this.links.end(memberId, 'confirm-email');
    await this.outbox.append([{ name: 'member.changed', memberId, data: { fields: 'email' } }]);
  }

  async #assertFree(email: string, memberId: string | null): Promise<void> {
    const holder = await this.members.byEmail(email);
    const isOwn = holder !== undefined && holder.id === memberId;
    if ((holder && !isOwn) || (await this.accounts.byEmail(email)))
      throw ClubError.field('already-taken', '/email', 'this address is in use');
  }
}
