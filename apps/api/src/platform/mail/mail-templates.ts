import { Injectable } from '@nestjs/common';
import type { MessageClass } from '@regulars/contracts';
import type { MailContent, Reading, Template } from './mail-content.ts';

/** A mail that a feature writes: its name, by which it waits in the database, its class, and its words. */
export interface MailTemplate<Name extends string, Data> {
  readonly name: Name;
  /** `service` is what the contract needs. Greetings, offers and requests for reviews are `marketing` (ADR 75). */
  readonly class: MessageClass;
  readonly channel: 'email' | 'sms';
  readonly write: Template<Data>;
}

export const mailTemplate = <const Name extends string, Data>(
  name: Name,
  messageClass: MessageClass,
  write: Template<Data>,
): MailTemplate<Name, Data> => ({ name, class: messageClass, channel: 'email', write });

/** A text message: only the texts of its parts are sent, and its subject is its name in lists. */
export const textTemplate = <const Name extends string, Data>(
  name: Name,
  messageClass: MessageClass,
  write: Template<Data>,
): MailTemplate<Name, Data> => ({ name, class: messageClass, channel: 'sms', write });

/** Every mail of the club. Each feature registers those that it writes. */
@Injectable()
export class MailTemplates {
  readonly #templates = new Map<string, Template<never>>();

  register(templates: readonly MailTemplate<string, never>[]): void {
    for (const { name, write } of templates) {
      if (this.#templates.has(name)) throw new Error(`Two features write a mail named ${name}`);
      this.#templates.set(name, write);
    }
  }

  /** `data` is what `Mailer.send` was given for this template. Throws for an unknown name. */
  compose(name: string, data: unknown, reading: Reading): MailContent {
    const write = this.#templates.get(name);
    if (!write) throw new Error(`No mail template is named ${name}`);
    return write(data as never, reading);
  }
}
