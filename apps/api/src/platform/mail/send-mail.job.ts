import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock.ts';
import { Transactions } from '../database/transactions.ts';
import { Jobs, type Job } from '../jobs/jobs.ts';
import { MailBrand } from './brand.ts';
import { Delivery, isRefusal } from './delivery.ts';
import { asPlainText, layOut } from './layout.ts';
import { MailTemplates } from './mail-templates.ts';
import { MailsRepository, type QueuedMailRow } from './mails.repository.ts';
import { Mjml } from './mjml.ts';

export const sendMailJob = 'send-mail';

// With growing pauses up to an hour this is more than two days, so a mail server may be away for a weekend.
const mostAttempts = 60;
const jobData = z.object({ id: z.uuid() });

/** Writes one mail and sends it to the mail server, or to a file if there is none. */
@Injectable()
export class SendMailJob implements Job {
  readonly name = sendMailJob;
  readonly retry = { limit: mostAttempts, delaySeconds: 2, mostSeconds: 3600 };
  readonly batch = 50;
  readonly #logger = new Logger('Mail');

  constructor(
    jobs: Jobs,
    private readonly mails: MailsRepository,
    private readonly templates: MailTemplates,
    private readonly mjml: Mjml,
    private readonly brand: MailBrand,
    private readonly delivery: Delivery,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { id } = jobData.parse(data);
    // The lock lasts until the mail is marked, so no other process sends it.
    const failure = await this.transactions.run(async () => {
      const mail = await this.mails.claim(id);
      return mail ? this.#attempt(mail) : null;
    });
    if (failure) throw failure;
  }

  /** The error to retry for, or null. */
  async #attempt(mail: QueuedMailRow): Promise<Error | null> {
    try {
      await this.#send(mail);
      this.#logger.log({ event: 'mail.sent', mail: mail.id, template: mail.template });
      return null;
    } catch (error) {
      const forGood = isRefusal(error) || mail.attempts + 1 >= mostAttempts;
      await this.mails.markRefused(mail.id, error instanceof Error ? error.message : String(error), forGood);
      // Addresses stay out of logs and the queue.
      const reason = reasonOf(error);
      const event = forGood ? 'mail.failed' : 'mail.waiting';
      this.#logger.warn({ event, mail: mail.id, template: mail.template, reason });
      return forGood ? null : new Error(`not sent: ${reason}`);
    }
  }

  async #send(mail: QueuedMailRow): Promise<void> {
    const { id, recipient, language, template, data } = mail;
    const brand = await this.brand.current();
    const content = this.templates.compose(template, data, { language, brand });
    const html = await this.mjml.render(layOut(content, brand, language));
    const at = this.clock.date();
    const { inFile } = await this.delivery.deliver({
      id,
      at,
      to: recipient,
      from: brand.name,
      subject: content.subject,
      html,
      text: asPlainText(content, brand),
    });
    await this.mails.markSent(id, content.subject, inFile, at);
  }
}

/** `ECONNREFUSED`, `EENVELOPE`…: what is known of an error without its text. */
const reasonOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'unexpected';
};
