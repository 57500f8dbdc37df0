import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { Clock } from '../clock.ts';
import { Transactions } from '../database/transactions.ts';
import { newId } from '../ids.ts';
import { Jobs } from '../jobs/jobs.ts';
import { MailsRepository } from './mails.repository.ts';
import { sendMailJob } from './send-mail.job.ts';
import type { MailTemplate } from './mail-templates.ts';

export interface OutgoingMail<Data> {
  readonly to: string;
  readonly language: Language;
  readonly template: MailTemplate<string, Data>;
  readonly data: Data;
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

/** Whose mails of which template no longer say what counts. */
export interface Outdated {
  readonly about: string;
  readonly template: MailTemplate<string, never>;
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

  async send<Data extends object>(mail: OutgoingMail<Data>): Promise<void> {
    await this.sendMany([mail]);
  }

  /**
   * What a newer one takes the place of: where the server is away, both would wait, and come in any order once it is back.
   */
  async takeBack({ about, template }: Outdated): Promise<void> {
    await this.mails.takeBack(about, template.name);
  }

  /** Those of these keys with a mail, queued or sent. */
  async known(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(await this.mails.known(keys));
  }

  /** How many of them were not sent before. */
  async sendMany<Data extends object>(mails: readonly OutgoingMail<Data>[]): Promise<number> {
    if (mails.length === 0) return 0;
    const createdAt = this.clock.date();
    return this.transactions.run(async () => {
      const queued = await this.mails.queue(
        mails.map(({ to, template, forAdmins = false, about = null, ...mail }) => ({
          ...mail,
          template: template.name,
          class: template.class,
          channel: template.channel,
          about,
          id: newId(),
          recipient: to,
          forAdmins,
          createdAt,
        })),
      );
      await this.jobs.enqueueAll(
        sendMailJob,
        queued.map((id) => ({ id })),
      );
      return queued.length;
    });
  }
}
