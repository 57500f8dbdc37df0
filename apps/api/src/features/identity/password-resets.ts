import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { Credentials } from './credentials.ts';
import { Mailboxes } from './mailboxes.ts';
import { MailLinks } from './mail-links.ts';
import { sendPasswordResetJob } from './send-password-reset.job.ts';

/** How to get back in after forgetting the password. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly jobs: Jobs,
    private readonly accounts: AccountsRepository,
    private readonly links: MailLinks,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly transactions: Transactions,
  ) {}

  /** Looks nothing up, so that effect and timing are the same for unknown addresses. */
  async request(email: string): Promise<void> {
    await this.transactions.run(() => this.jobs.enqueue(sendPasswordResetJob, { email }));
  }

  /**
   * Signs the account out everywhere and ends its other links. Throws `not-found`, `link-used`, `link-expired`.
   */
  async reset(token: string, password: string): Promise<void> {
    const { subjectId } = await this.links.read('reset-password', token);
    // Slow on purpose: not while the link's row is locked.
    const chosen = await this.credentials.choose(password, await this.credentials.ownerOf(subjectId));
    await this.transactions.run(async () => {
      await this.links.use('reset-password', token);
      const account = await this.accounts.findById(subjectId);
      if (!account || account.disabled) throw new ClubError('not-found');
      await this.credentials.renew(subjectId, chosen, null);
      // The reader of the mail owns the mailbox.
      await this.mailboxes.confirmIfFree(subjectId);
    });
  }
}
