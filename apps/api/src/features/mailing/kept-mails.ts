import { Inject, Injectable } from '@nestjs/common';
import type { getMail, listMails, Mail, QueryOf, ReplyOf } from '@regulars/contracts';
import { configToken, type Config } from '../../config.ts';
import { hasRole, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { MailFiles, MailsRepository, type KeptMailRow } from '../../platform/mail/index.ts';

/** Mails that could not leave the house, as there is no mail server: the demo shows them in the console. */
@Injectable()
export class KeptMails {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly mails: MailsRepository,
    private readonly files: MailFiles,
  ) {}

  async list(actor: Actor, { limit, cursor }: QueryOf<typeof listMails>): Promise<ReplyOf<typeof listMails>> {
    const position = readCursor(cursor, 'moment', 'id');
    const before = position && { at: position[0], id: position[1] };
    const hidden = this.#areHidden();
    const rows = hidden ? [] : await this.mails.kept(hasRole(actor, 'admin'), before, limit + 1);
    return {
      ...page(rows, limit, show, ({ sent_at, id }) => [sent_at.toISOString(), id]),
      ...(await this.mails.unsent()),
      delivery: hidden ? 'server' : 'files',
    };
  }

  /** Throws `not-found`. */
  async read(actor: Actor, id: string): Promise<ReplyOf<typeof getMail>> {
    const row = this.#areHidden() ? undefined : await this.mails.keptById(id, hasRole(actor, 'admin'));
    const content = row && (await this.files.read(id));
    if (!row || !content) throw new ClubError('not-found');
    return { ...show(row), ...content };
  }

  // With a mail server the mails are their readers' alone, also those that were kept before.
  #areHidden(): boolean {
    return this.config.SMTP_URL !== undefined;
  }
}

const show = ({ id, recipient, subject, template, sent_at }: KeptMailRow): Mail => ({
  id,
  to: recipient,
  subject,
  template,
  sentAt: toInstant(sent_at),
});
