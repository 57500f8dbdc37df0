import { Injectable } from '@nestjs/common';
import type { getEmailChange, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { Accounts, Credentials, Mailboxes, MailLinks } from '../identity/index.ts';
import { EmailChangeMails } from './email-change-mails.ts';
import { MemberAddresses } from './member-addresses.ts';

/** Changes the sign-in address of members and staff. Nobody gets an address without its mailbox. */
@Injectable()
export class EmailChanges {
  constructor(
    private readonly accounts: Accounts,
    private readonly addresses: MemberAddresses,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly links: MailLinks,
    private readonly mails: EmailChangeMails,
  ) {}

  /**
   * Nothing changes until the link is used. The current address is notified and can stop it. Does not reveal
   * whether someone has the new one. Throws `wrong-credentials`.
   */
  async request(accountId: string, email: string, password: string): Promise<void> {
    await this.accounts.withPassword(accountId, password, (account) => this.mails.asked(account, email));
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
    const chosen = await this.credentials.choose(password, owner);
    await this.links.useFor('change-email', token, async ({ subjectId, email }) => {
      const account = await this.accounts.byId(subjectId);
      await this.accounts.changeEmail(subjectId, email);
      if (account.memberId !== null) await this.addresses.change(account.memberId, email);
      await this.mailboxes.confirm(subjectId);
      await this.credentials.prove(subjectId, { actor, password: chosen });
      await this.mails.changed(account, email);
    });
  }

  /** From the current mailbox: signs the account out everywhere. Throws as `read` does. */
  async stop(token: string): Promise<void> {
    await this.links.useFor('stop-email-change', token, ({ subjectId }) =>
      this.credentials.settle(subjectId, null),
    );
  }
}
