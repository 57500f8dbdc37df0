import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { Clock } from '../clock.ts';
import { Transactions } from '../database/transactions.ts';
import { newId } from '../ids.ts';
import { Jobs } from '../jobs/jobs.ts';
import { MailsRepository } from './mails.repository.ts';
import { sendMailJob } from './send-mail.job.ts';
import type { TemplateData, TemplateName } from './templates/index.ts';

export interface OutgoingMail<Name extends TemplateName> {
  readonly to: string;
  readonly language: Language;
  readonly template: Name;
  readonly data: TemplateData<Name>;
  /** The recipient: a member or an account. Absent if the club writes to its staff. */
  readonly about?: string;
  /** A mail with the key of an earlier one is not sent again. */
  readonly dedupeKey: string;
  /**
   * Without a mail server only admins may read it, because its link would let others act as an admin or
   * manager.
   */
  readonly forAdmins?: boolean;
}

/** Queues mails in the current transaction. A job sends them after the commit. */
@Injectable()
export class Mailer {
  constructor(
    private readonly mails: MailsRepository,
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async send<Name extends TemplateName>(mail: OutgoingMail<Name>): Promise<void> {
    await this.sendMany([mail]);
  }

  /** How many of them were not sent before. */
  async sendMany<Name extends TemplateName>(mails: readonly OutgoingMail<Name>[]): Promise<number> {
    if (mails.length === 0) return 0;
    const createdAt = this.clock.date();
    return this.transactions.run(async () => {
      const queued = await this.mails.queue(
        mails.map(({ to, forAdmins = false, about = null, ...mail }) => ({
          ...mail,
          about,
          id: newId(),
          recipient: to,
          forAdmins,
          createdAt,
        })),
      );
      for (const id of queued) await this.jobs.enqueue(sendMailJob, { id });
      return queued.length;
    });
  }
}
