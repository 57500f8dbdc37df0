import { Injectable } from '@nestjs/common';
import type { MessageClass, Permission } from '@regulars/contracts';
import { Clock, toInstant } from '../clock.ts';

/** The class of a mail and its reader: a member or an account, null for the staff of the club. */
interface AskingMail {
  readonly class: MessageClass;
  readonly channel: 'email' | 'sms';
  readonly about: string | null;
  readonly recipient: string;
}

/** A mail to someone that is not service. */
export interface MailQuestion extends AskingMail {
  readonly class: Exclude<MessageClass, 'service'>;
  readonly about: string;
}

/** How the reader stops such mails: a page, and the address to which mail programs post (RFC 8058). */
export interface WayOut {
  readonly page: string;
  readonly oneClick: string;
}

/** What a mail server said when it refused a mail for good. */
export interface MailRefusal {
  /** The step of the conversation, such as `RCPT TO`. */
  readonly command: string;
  readonly code: number;
  readonly answer: string;
}

interface Judge {
  readonly may: (question: MailQuestion) => Promise<Permission>;
  readonly wayOut: (question: MailQuestion) => Promise<WayOut>;
  /** Hears, in the transaction of the mail, that a server will never take it. */
  readonly refused: (recipient: string, refusal: MailRefusal) => Promise<void>;
}

/** Asks at the moment of sending whether a mail may be sent. The feature that knows it registers once; until then only service is. */
@Injectable()
export class MailPermission {
  #judge: Judge | null = null;

  constructor(private readonly clock: Clock) {}

  comesFrom(judge: Judge): void {
    this.#judge = judge;
  }

  async of(mail: AskingMail): Promise<Permission> {
    if (this.#judge && isQuestion(mail)) return this.#judge.may(mail);
    const allowed = mail.class === 'service';
    return {
      class: mail.class,
      channel: mail.channel,
      allowed,
      basis: allowed ? 'service' : null,
      reason: allowed ? null : 'not-a-member',
      country: null,
      consent: null,
      decidedAt: toInstant(this.clock.date()),
    };
  }

  async refused(recipient: string, refusal: MailRefusal): Promise<void> {
    await this.#judge?.refused(recipient, refusal);
  }

  /** At least one. */
  secondsUntil(instant: string): number {
    return Math.max(1, Math.ceil((Date.parse(instant) - this.clock.now()) / 1000));
  }

  /** Null for service, and where nobody could be unsubscribed. */
  async wayOut(mail: AskingMail): Promise<WayOut | null> {
    return this.#judge && isQuestion(mail) ? this.#judge.wayOut(mail) : null;
  }
}

const isQuestion = (mail: AskingMail): mail is MailQuestion =>
  mail.class !== 'service' && mail.about !== null;
