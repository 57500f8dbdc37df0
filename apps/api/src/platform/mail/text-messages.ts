import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { Clock } from '../clock.ts';
import { escapeText } from './layout.ts';
import { MailFiles } from './mail-files.ts';

interface TextMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const gatewayMs = 10_000;

/** What the gateway answered instead of taking a message. */
export class GatewayRefusal extends Error {
  constructor(readonly status: number) {
    super(`the gateway answered ${status}`);
  }

  /** Whether the same message will never be taken. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && ![401, 403, 408, 425, 429].includes(this.status);
  }
}

/**
 * Sends text messages through the gateway of `SMS_URL`: a POST of JSON, signed as in Standard Webhooks. A club without any server
 * keeps them as files, like its mails.
 */
@Injectable()
export class TextMessages {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly files: MailFiles,
    private readonly clock: Clock,
  ) {}

  /** False where mails reach people and text messages do not. */
  get work(): boolean {
    return this.reachPeople || this.config.SMTP_URL === undefined;
  }

  get reachPeople(): boolean {
    return this.config.SMS_URL !== undefined;
  }

  /** When, and whether to a file. Throws `GatewayRefusal`, or the error of the network or disk. */
  async deliver(message: TextMessage): Promise<{ inFile: boolean; at: Date }> {
    const at = this.clock.date();
    const { SMS_URL: url, SMS_SECRET: secret } = this.config;
    if (url !== undefined && secret !== undefined) {
      await post(url, secret, message, at);
      return { inFile: false, at };
    }
    const html = `<p>${escapeText(message.text)}</p>`;
    await this.files.keep({ ...message, html }, Buffer.from(message.text));
    return { inFile: true, at };
  }
}

const post = async (url: string, secret: string, { id, to, text }: TextMessage, at: Date): Promise<void> => {
  const body = JSON.stringify({ id, to, text });
  const moment = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${moment}.${body}`).digest('base64');
  const { status, ok } = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(gatewayMs),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': moment,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  if (!ok) throw new GatewayRefusal(status);
};
