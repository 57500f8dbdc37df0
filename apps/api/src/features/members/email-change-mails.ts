import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Mailer } from '../../platform/mail/index.ts';
import { MailLinks, type KnownAccount } from '../identity/index.ts';
import { changeEmailMail, stopEmailChangeMail, emailChangedMail } from './mails/index.ts';

/** Mails to both mailboxes about an e-mail change. */
@Injectable()
export class EmailChangeMails {
  constructor(
    private readonly links: MailLinks,
    private readonly mailer: Mailer,
    private readonly transactions: Transactions,
  ) {}

  /** The new mailbox gets the link to confirm the change, the current one the link to stop it. */
  async asked({ id, email, language, displayName, managing }: KnownAccount, newEmail: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.links.send(changeEmailMail, id, {
        to: newEmail,
        language,
        data: { name: displayName },
        forAdmins: managing,
      });
      await this.links.send(stopEmailChangeMail, id, {
        to: email,
        language,
        data: { name: displayName, newEmail },
        forAdmins: managing,
      });
    });
  }

  /** To the previous address. */
  async changed(
    { id, email, language, displayName, managing }: KnownAccount,
    newEmail: string,
  ): Promise<void> {
    await this.mailer.send({
      to: email,
      about: id,
      language,
      template: emailChangedMail,
      data: { name: displayName, newEmail },
      dedupeKey: `email-changed:${newId()}`,
      forAdmins: managing,
    });
  }
}
