import { Injectable } from '@nestjs/common';
import type { Language, MailTest } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { Delivery, MailWriting, PortalLinks } from '../../platform/mail/index.ts';
import { Accounts } from '../identity/index.ts';
import { mailTestMail } from './mails/index.ts';
import { outcomeOf } from './mail-outcomes.ts';

/** Someone waits for the answer, so it takes seconds at most. */
const timeouts = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 4_000 };

/** Sends a mail at once, outside of the queue, to see what the mail server says. */
@Injectable()
export class MailTests {
  constructor(
    private readonly accounts: Accounts,
    private readonly writing: MailWriting,
    private readonly delivery: Delivery,
    private readonly links: PortalLinks,
    private readonly audit: AuditTrail,
  ) {}

  /** To the address of the account. Errors of the mail server are results, not thrown. */
  async send(actor: Actor): Promise<MailTest> {
    if (actor.kind !== 'account') throw new ClubError('not-allowed', 'API keys have no mailbox');
    const { email, language } = await this.accounts.byId(actor.id);
    const result = await this.#try(email, language);
    await this.audit.record(actor, {
      action: 'mail.tested',
      subject: { type: 'club', id: 'club' },
      after: { state: result.outcome },
    });
    return { to: email, ...result };
  }

  async #try(to: string, language: Language): Promise<Pick<MailTest, 'outcome' | 'answer'>> {
    if (this.delivery.server === null) return { outcome: 'no-server', answer: null };
    const data = { link: this.links.to('/console/settings/mail') };
    const written = await this.writing.write({
      template: mailTestMail.name,
      class: mailTestMail.class,
      channel: mailTestMail.channel,
      about_id: null,
      recipient: to,
      data,
      language,
    });
    try {
      await this.delivery.deliver({ id: newId(), to, ...written }, timeouts);
      return { outcome: 'accepted', answer: null };
    } catch (error) {
      return outcomeOf(error);
    }
  }
}
