import { Injectable, Logger } from '@nestjs/common';
import type { Permission } from '@regulars/contracts';
import { z } from 'zod';
import { Transactions } from '../database/transactions.ts';
import { Jobs, type Job } from '../jobs/jobs.ts';
import { Delivery, refusalOf } from './delivery.ts';
import { MailPermission } from './mail-permission.ts';
import { MailWriting, type WrittenMail } from './mail-writing.ts';
import { MailsRepository, type QueuedMailRow } from './mails.repository.ts';

export const sendMailJob = 'send-mail';

// With growing pauses up to an hour this is more than two days, so a mail server may be away for a weekend.
const mostAttempts = 60;
/** About ten minutes: later, a code is of no use. */
const mostAttemptsOf = { email: mostAttempts, sms: 9 } as const;
const jobData = z.object({ id: z.uuid() });

/** Writes one mail and sends it to the mail server, or to a file if there is none. */
@Injectable()
export class SendMailJob implements Job {
  readonly name = sendMailJob;
  readonly retry = { limit: mostAttempts, delaySeconds: 2, mostSeconds: 3600 };
  readonly batch = 50;
  readonly #logger = new Logger('Mail');

  constructor(
    private readonly jobs: Jobs,
    private readonly mails: MailsRepository,
    private readonly writing: MailWriting,
    private readonly delivery: Delivery,
    private readonly transactions: Transactions,
    private readonly permission: MailPermission,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { id } = jobData.parse(data);
    const queued = await this.mails.queued(id);
    if (!queued) return;
    // Before the lock: the first mail takes seconds to write, and an erasure of the recipient waits for the lock.
    const [written] = await Promise.allSettled([this.writing.write(queued)]);
    // The lock lasts until the mail is marked, so no other process sends it.
    const failure = await this.transactions.run(async () => {
      const mail = await this.mails.claim(id);
      return mail ? this.#ifPermitted(mail, written) : null;
    });
    if (failure) throw failure;
  }

  /** The answer is kept with the mail, whatever it is. */
  async #ifPermitted(mail: QueuedMailRow, written: PromiseSettledResult<WrittenMail>): Promise<Error | null> {
    const { id, template, channel, recipient } = mail;
    const answer = await this.permission.of({ class: mail.class, channel, about: mail.about_id, recipient });
    const subject = written.status === 'fulfilled' ? written.value.subject : null;
    if (answer.until !== undefined) return this.#later(mail, answer, answer.until, subject);
    await this.mails.answered(id, answer, subject);
    if (answer.allowed) return this.#attempt(mail, written);
    this.#logger.log({ event: 'mail.not-permitted', mail: id, template, reason: answer.reason });
    return null;
  }

  /** The mail waits, and this job comes again. */
  async #later(
    { id, template }: QueuedMailRow,
    answer: Permission,
    until: string,
    subject: string | null,
  ): Promise<null> {
    await this.mails.hold(id, answer, subject, { at: new Date(answer.decidedAt), until });
    await this.jobs.enqueue(sendMailJob, { id }, this.permission.secondsUntil(until));
    this.#logger.log({ event: 'mail.held', mail: id, template, reason: answer.reason, until });
    return null;
  }

  /** The error to retry for, or null. */
  async #attempt(mail: QueuedMailRow, written: PromiseSettledResult<WrittenMail>): Promise<Error | null> {
    try {
      if (written.status === 'rejected') throw written.reason;
      await this.#send(mail, written.value);
      this.#logger.log({ event: 'mail.sent', mail: mail.id, template: mail.template });
      return null;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) await this.permission.refused(mail.recipient, refusal);
      const forGood = refusal !== null || mail.attempts + 1 >= mostAttemptsOf[mail.channel];
      await this.mails.markRefused(mail.id, error instanceof Error ? error.message : String(error), forGood);
      // Addresses stay out of logs and the queue.
      const reason = reasonOf(error);
      const event = forGood ? 'mail.failed' : 'mail.waiting';
      this.#logger.warn({ event, mail: mail.id, template: mail.template, reason });
      return forGood ? null : new Error(`not sent: ${reason}`);
    }
  }

  async #send({ id, channel, recipient }: QueuedMailRow, written: WrittenMail): Promise<void> {
    const { inFile, at } = await this.delivery.deliver({ id, channel, to: recipient, ...written });
    await this.mails.markSent(id, written.subject, inFile, at);
  }
}

/** `ECONNREFUSED`, `EENVELOPE`…: what is known of an error without its text. */
const reasonOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'unexpected';
};
