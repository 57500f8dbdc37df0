import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { newId } from '../../platform/ids.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { MailLinks } from './mail-links.ts';
import { hashPassword } from './passwords.ts';
import { SessionsService } from './sessions.service.ts';

const jobData = z.object({ email: z.string() });

/** A way back in for who forgot the password. */
@Injectable()
export class PasswordResets implements Job {
  readonly name = 'send-password-reset';

  constructor(
    private readonly jobs: Jobs,
    private readonly accounts: AccountsRepository,
    private readonly links: MailLinks,
    private readonly sessions: SessionsService,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  /** Looks nothing up: what happens, and how long it takes, is the same for addresses that nobody has. */
  async request(email: string): Promise<void> {
    await this.transactions.run(() => this.jobs.enqueue(this.name, { email }));
  }

  async run(data: unknown): Promise<void> {
    const { email } = jobData.parse(data);
    await this.transactions.run(async () => {
      const account = await this.accounts.findByEmail(email);
      // Who was invited and has no password yet comes in by the invitation only, while it is valid.
      if (!account || account.disabled || account.password_hash === null) return;
      const token = await this.links.issue('reset-password', account.id, account.email);
      await this.mailer.send({
        to: account.email,
        language: account.language,
        template: 'reset-password',
        data: { name: account.display_name, link: this.portal.to(`/reset-password/${token}`) },
        dedupeKey: `reset-password:${newId()}`,
        forAdmins: await this.accounts.isManaging(account.id),
      });
    });
  }

  /** Signs the account out everywhere. Throws `not-found`, `link-used`, `link-expired`. */
  async reset(token: string, password: string): Promise<void> {
    const { subjectId } = await this.links.read('reset-password', token);
    // Costly on purpose: not while the link's row is locked.
    const hash = await hashPassword(password);
    await this.transactions.run(async () => {
      await this.links.use('reset-password', token);
      const account = await this.accounts.findById(subjectId);
      if (!account || account.disabled) throw new ClubError('not-found');
      await this.accounts.setPassword(subjectId, hash);
      await this.sessions.endAll(subjectId);
    });
  }
}
