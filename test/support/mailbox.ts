import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { vi } from 'vitest';

export interface ReceivedMail extends Email {
  /** The recipient in the envelope. */
  readonly envelope: readonly string[];
}

/** A real mail server in this process. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  #server: SMTPServer | null = null;
  #port = 0;
  /** Addresses that the server refuses permanently. */
  readonly refused = new Set<string>();

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await mailbox.back();
    return mailbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** Starts again with its mails, at the same address. */
  async back(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _, done) => done(this.refused.has(address) ? refusal() : null),
      onData: (stream, { envelope }, done) => {
        stream
          .toArray()
          .then(async (chunks: Buffer[]) => {
            const mail = await PostalMime.parse(Buffer.concat(chunks));
            this.mails.push({ ...mail, envelope: envelope.rcptTo.map(({ address }) => address) });
            done();
          })
          .catch(done);
      },
    });
    const listening = once(server.listen(this.#port, '127.0.0.1'), 'listening');
    await listening;
    this.#port = (server.server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Stops the server. */
  async away(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter(({ envelope }) => envelope.includes(address));
  }

  /** Resolves to the `count`-th mail to an address when it arrives. Two mails may arrive in any order. */
  received(address: string, count = 1): Promise<ReceivedMail> {
    return arrival(() => this.to(address), count, `mails to ${address}`);
  }

  /** The first mail to an address that contains `text`. */
  saying(address: string, text: string): Promise<ReceivedMail> {
    const said = (mail: ReceivedMail): boolean => mail.text?.includes(text) ?? false;
    return arrival(() => this.to(address).filter(said), 1, `mails to ${address} that say '${text}'`);
  }

  /** The token of the `count`-th link below `path` in the mails to an address. */
  link(address: string, path: string, count = 1): Promise<string> {
    const leads = (mail: ReceivedMail): boolean => linkPattern(path).test(mail.text ?? '');
    const tokens = (): string[] =>
      this.to(address)
        .filter(leads)
        .map((mail) => linkIn(mail, path).token);
    return arrival(tokens, count, `links to ${path} for ${address}`);
  }
}

const arrival = <Thing>(things: () => Thing[], count: number, what: string): Promise<Thing> =>
  vi.waitFor(
    () => {
      const found = things();
      const thing = found[count - 1];
      if (thing === undefined) throw new Error(`${found.length} of ${count} ${what}`);
      return thing;
    },
    { timeout: 25_000, interval: 50 },
  );

const linkPattern = (path: string): RegExp => new RegExp(`https?://[^\\s"<]+${path}/([\\w-]{43})`, 'gu');

const refusal = (): Error => Object.assign(new Error('No such mailbox'), { responseCode: 550 });

/** The token of the only link below `path` in a mail. HTML and plain text must agree. */
export const linkIn = ({ html = '', text = '' }: Email, path: string): { url: string; token: string } => {
  const found = new Set([...`${html}\n${text}`.matchAll(linkPattern(path))].map(([url]) => url));
  const [url] = found;
  if (found.size !== 1 || !url || !text.includes(url) || !html.includes(url))
    throw new Error(`${found.size} links to ${path} in a mail`);
  return { url, token: url.slice(url.lastIndexOf('/') + 1) };
};
