import { Injectable } from '@nestjs/common';
import type { getEmailChange, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { Mailer } from '../../platform/mail/index.ts';
import { Accounts, Credentials, Mailboxes, MailLinks } from '../identity/index.ts';
import { MembersRepository } from './members.repository.ts';
import { refusingTaken } from './taken.ts';

/** Another address to sign in with, for members and staff: nobody takes an address without its mailbox. */
@Injectable()
export class EmailChanges {
  constructor(
    private readonly accounts: Accounts,
    private readonly members: MembersRepository,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly links: MailLinks,
    private readonly mailer: Mailer,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /** Nothing changes until the link is used; the address so far is told, and can stop it. Who has the new one already is not told here. Throws `wrong-credentials`. */
  async request(accountId: string, email: string, password: string): Promise<void> {
    const account = await this.accounts.assertPassword(accountId, password, '/password');
    await this.transactions.run(async () => {
      await this.links.send('change-email', accountId, {
        to: email,
        language: account.language,
        data: { name: account.displayName },
        forAdmins: account.managing,
      });
      await this.links.send('stop-email-change', accountId, {
        to: account.email,
        language: account.language,
        data: { name: account.displayName, newEmail: email },
        forAdmins: account.managing,
      });
    });
  }

  /** Throws `not-found`, `link-used`, `link-expired`. */
  async read(token: string, actor: Actor | null): Promise<ReplyOf<typeof getEmailChange>> {
    const { subjectId, email, expiresAt } = await this.links.read('change-email', token);
    return {
      email,
      expiresAt: toInstant(expiresAt),
      needsPassword: this.credentials.needsPassword(subjectId, actor),
    };
  }

  /** Throws as `read` does, `already-taken` and `password-needed`. */
  async confirm(token: string, password: string | undefined, actor: Actor | null): Promise<void> {
    const link = await this.links.read('change-email', token);
    const owner = await this.credentials.ownerOf(link.subjectId, link.email);
    const passwordHash = await this.credentials.hash(password, owner);
    await this.transactions.run(async () => {
      const { subjectId, email } = await this.links.use('change-email', token);
      const account = await this.accounts.byId(subjectId);
      await this.accounts.changeEmail(subjectId, email);
      if (account.memberId !== null) await this.#changeMember(account.memberId, email);
      await this.mailboxes.confirm(subjectId);
      await this.credentials.prove(subjectId, { actor, passwordHash });
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

  /** By who has the mailbox that holds so far: the account is signed out everywhere. Throws as `read` does. */
  async stop(token: string): Promise<void> {
    await this.transactions.run(async () => {
      const { subjectId } = await this.links.use('stop-email-change', token);
      await this.credentials.settle(subjectId, null);
    });
  }

  async #changeMember(memberId: string, email: string): Promise<void> {
    await refusingTaken(() => this.members.changeEmail(memberId, email));
    await this.outbox.append([{ name: 'member.changed', memberId, data: { fields: 'email' } }]);
  }
}
