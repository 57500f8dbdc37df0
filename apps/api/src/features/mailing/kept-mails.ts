import { Inject, Injectable } from '@nestjs/common';
import type { getMail, listMails, Mail, QueryOf, ReplyOf } from '@regulars/contracts';
import { configToken, type Config } from '../../config.ts';
import { hasRole, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { readCursor, type PageQuery } from '../../platform/http/cursor.ts';
import { sqlOrderOf, sqlPage, type SqlOrder } from '../../platform/http/sql-order.ts';
import { Accounts } from '../identity/index.ts';
import {
  keptMailOrders,
  MailFiles,
  MailsRepository,
  type KeptMailRow,
  type KeptMailSort,
} from '../../platform/mail/index.ts';

/** Mails stored because there is no mail server. The demo shows them in the console. */
@Injectable()
export class KeptMails {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly mails: MailsRepository,
    private readonly files: MailFiles,
    private readonly accounts: Accounts,
  ) {}

  /** Newest first, unless the caller sorts otherwise. */
  async list(actor: Actor, query: QueryOf<typeof listMails>): Promise<ReplyOf<typeof listMails>> {
    const order = sqlOrderOf(query, { sort: 'sent', order: 'desc' }, keptMailOrders);
    const hidden = this.#areHidden();
    const rows = hidden ? [] : await this.#rows(hasRole(actor, 'admin'), order, query);
    return {
      ...sqlPage(
        rows,
        {
          limit: query.limit,
          order,
          idOf: ({ id }) => id,
          usual: ({ sent_at, id }) => [sent_at.toISOString(), id],
        },
        show,
      ),
      ...(await this.mails.unsent()),
      delivery: hidden ? 'server' : 'files',
    };
  }

  async #rows(
    forAdmins: boolean,
    order: SqlOrder<KeptMailSort> | null,
    { cursor, limit }: PageQuery,
  ): Promise<KeptMailRow[]> {
    if (order) return this.mails.keptSorted(forAdmins, order, limit + 1);
    const position = readCursor(cursor, 'moment', 'id');
    return this.mails.kept(forAdmins, position && { at: position[0], id: position[1] }, limit + 1);
  }

  /** Shows secret links only to the recipient. Throws `not-found`. */
  async read(actor: Actor, id: string): Promise<ReplyOf<typeof getMail>> {
    const row = this.#areHidden() ? undefined : await this.mails.keptById(id, hasRole(actor, 'admin'));
    const content = row && (await this.files.read(id));
    if (!row || !content) throw new ClubError('not-found');
    if (await this.#isReader(actor, row.recipient)) return { ...show(row), ...content, linksHidden: false };
    const [html, text] = [withoutSecrets(content.html), withoutSecrets(content.text)];
    return { ...show(row), html, text, linksHidden: html !== content.html || text !== content.text };
  }

  // The person who typed an address may not be the one who reads its mails.
  async #isReader(actor: Actor, recipient: string): Promise<boolean> {
    const owner = await this.accounts.byConfirmedEmail(recipient);
    return actor.kind === 'account' && owner?.id === actor.id;
  }

  // With a mail server, only the recipients see mails, including those stored before.
  #areHidden(): boolean {
    return this.config.SMTP_URL !== undefined;
  }
}

/** All links that act on their own end with the same kind of token. */
const secret = /(?<=\/)[\w-]{43}(?![\w-])/g;
const withoutSecrets = (content: string): string => content.replaceAll(secret, '\u2026');

const show = ({ id, recipient, subject, template, sent_at }: KeptMailRow): Mail => ({
  id,
  to: recipient,
  subject,
  template,
  sentAt: toInstant(sent_at),
});
