import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Accountless } from './accountless.ts';
import { AccountsRepository, type AccountRow } from './accounts.repository.ts';
import { MailLinks } from './mail-links.ts';
import { resetPasswordMail } from './mails/index.ts';

const jobData = z.object({ email: z.string() });
export const sendPasswordResetJob = 'send-password-reset';

/**
 * Writes to people who forgot the password: to the account that has confirmed the address, else to the newest
 * that typed it; and to members who never had an account.
 */
@Injectable()
export class SendPasswordResetJob implements Job {
  readonly name = sendPasswordResetJob;

  constructor(
    jobs: Jobs,
    private readonly accounts: AccountsRepository,
    private readonly accountless: Accountless,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { email } = jobData.parse(data);
    await this.transactions.run(async () => {
      const known = await this.accounts.findByEmail(email);
      const confirmed = known.find(({ email_confirmed_at: at }) => at !== null);
      // Invited people without a password can only use the invitation while it is valid.
      const account = confirmed ?? known.find(canSignIn);
      if (!confirmed || confirmed.member_id === null) {
        const invited = await this.accountless.invite(email);
        // A person who is staff and member gets both with one link.
        if (invited && confirmed) return;
      }
      if (account && canSignIn(account)) await this.#send(account);
    });
  }

  async #send({ id, email, language, display_name }: AccountRow): Promise<void> {
    await this.links.send(resetPasswordMail, id, {
      to: email,
      language,
      data: { name: display_name },
      forAdmins: await this.accounts.isManaging(id),
    });
  }
}

// A closed membership has lost its password, and its account gets a new one this way.
const canSignIn = ({ disabled, password_hash: hash, member_id: memberId }: AccountRow): boolean =>
  !disabled && (hash !== null || memberId !== null);
