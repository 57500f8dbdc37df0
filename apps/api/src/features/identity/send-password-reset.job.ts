import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Accountless } from './accountless.ts';
import { AccountsRepository, type AccountRow } from './accounts.repository.ts';
import { MailLinks } from './mail-links.ts';

const jobData = z.object({ email: z.string() });
export const sendPasswordResetJob = 'send-password-reset';

/** Writes to who forgot the password, and to members who never had one. */
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
      const account = await this.accounts.findByEmail(email);
      // Who works here and is a member besides gets both by one link.
      const maybeAccountless = !account || account.member_id === null;
      if (maybeAccountless && (await this.accountless.invite(email))) return;
      // Who was invited and has no password yet comes in by the invitation only, while it is valid.
      if (!account || account.disabled || account.password_hash === null) return;
      await this.#send(account);
    });
  }

  async #send({ id, email, language, display_name }: AccountRow): Promise<void> {
    await this.links.send('reset-password', id, {
      to: email,
      language,
      data: { name: display_name },
      forAdmins: await this.accounts.isManaging(id),
    });
  }
}
