import { Inject, Injectable } from '@nestjs/common';
import type { SendMailOptions, Transporter } from 'nodemailer';
import { configToken, type Config } from '../../config.ts';
import { Clock } from '../clock.ts';
import type { MailRefusal } from './mail-permission.ts';
import { MailFiles } from './mail-files.ts';
import { PortalLinks } from './portal-links.ts';
import { GatewayRefusal, TextMessages } from './text-messages.ts';

export interface WrittenMail {
  readonly id: string;
  readonly channel?: 'email' | 'sms';
  readonly to: string;
  /** The sender's name. */
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly oneClick: string | null;
}

/** How long to wait for the server, in milliseconds. */
interface Timeouts {
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  readonly socketTimeout: number;
}
const usual: Timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends a written mail to the server of `SMTP_URL`, or stores it in `DATA_DIR` if there is none. Text messages have their own way. */
@Injectable()
export class Delivery {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly files: MailFiles,
    private readonly links: PortalLinks,
    private readonly texts: TextMessages,
    private readonly clock: Clock,
  ) {}

  /** The address that mails come from. */
  get sender(): string {
    return this.config.MAIL_FROM ?? `club@${this.#domain}`;
  }

  /** Host and port of the mail server; null if mails become files. */
  get server(): string | null {
    const { SMTP_URL: url } = this.config;
    if (url === undefined) return null;
    return URL.canParse(url) ? new URL(url).host : '?';
  }

  /** When, and whether to a file. Throws the error of the server or the disk. */
  async deliver(mail: WrittenMail, timeouts: Timeouts = usual): Promise<{ inFile: boolean; at: Date }> {
    if (mail.channel === 'sms') return this.texts.deliver(mail);
    const at = this.clock.date();
    const message = this.#messageOf(mail, at);
    const { createTransport } = await import('nodemailer');
    if (this.config.SMTP_URL === undefined) {
      const { message: written } = await createTransport({ streamTransport: true, buffer: true }).sendMail(
        message,
      );
      await this.files.keep(mail, written as Buffer);
      return { inFile: true, at };
    }
    const transport: Transporter = createTransport({ url: this.config.SMTP_URL, ...timeouts });
    try {
      await transport.sendMail(message);
    } finally {
      transport.close();
    }
    return { inFile: false, at };
  }

  get #domain(): string {
    const { host } = this.links;
    return host.includes('.') && !/^[\d.:[\]]+$/.test(host) ? host : 'regulars.localhost';
  }

  #messageOf({ id, to, from, subject, html, text, oneClick }: WrittenMail, at: Date): SendMailOptions {
    return {
      // The same for every try, so that a server recognises a mail it took before its reply was lost.
      messageId: `<${id}@${this.#domain}>`,
      date: at,
      to: { name: '', address: to },
      from: { name: from, address: this.sender },
      subject,
      html,
      text,
      headers: {
        'auto-submitted': 'auto-generated',
        'x-auto-response-suppress': 'All',
        ...(oneClick === null
          ? {}
          : { 'list-unsubscribe': `<${oneClick}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' }),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }
}

/** What the server said if it will never accept this mail. A wrong password of ours is not the mail's fault. */
export const refusalOf = (error: unknown): MailRefusal | null => {
  if (error instanceof GatewayRefusal)
    return error.isFinal ? { command: 'SMS', code: error.status, answer: error.message } : null;
  const { code, command, response, responseCode } = error as Record<string, unknown>;
  const isRefusal =
    typeof responseCode === 'number' && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return isRefusal ? { command: String(command), code: responseCode, answer: String(response) } : null;
};
