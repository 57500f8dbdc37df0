import { Injectable } from '@nestjs/common';
import type { Permission } from '@regulars/contracts';
import { isHardBounce, type Refusal } from '@regulars/loyalty';
import { MailPermission, type MailQuestion } from '../../platform/mail/index.ts';
import { Contacts, type Contact } from '../members/index.ts';
import { ContactLimits } from './contact-limits.ts';
import { Permissions } from './permissions.ts';
import { PreferenceLinks } from './preference-links.ts';
import { Suppressions } from './suppressions.ts';

/** Answers the mailer. */
@Injectable()
export class MailPermissions {
  constructor(
    port: MailPermission,
    private readonly permissions: Permissions,
    private readonly contacts: Contacts,
    private readonly limits: ContactLimits,
    private readonly suppressions: Suppressions,
    links: PreferenceLinks,
  ) {
    port.comesFrom({
      may: (question) => this.#judge(question),
      wayOut: (question) => links.linksFor(question),
      refused: (recipient, refusal) => this.#note(recipient, refusal),
    });
  }

  /** An address that does not exist gets nothing but service. */
  async #note(recipient: string, refusal: Refusal): Promise<void> {
    if (!isHardBounce(refusal) || !this.suppressions.works) return;
    const why = { reason: 'hard-bounce', source: 'mail-server' } as const;
    await this.suppressions.add({ kind: 'email', text: recipient }, why);
  }

  async #judge({ class: messageClass, channel, about, recipient }: MailQuestion): Promise<Permission> {
    const contact = await this.contacts.of(about);
    const answer = await this.permissions.ofContact(contact, messageClass, channel);
    if (!contact || !answer.allowed) return answer;
    const reason = hindrance(channel === 'sms' ? contact.phone : contact.email, contact, recipient);
    const inTheWay = reason ? { reason } : await this.limits.hindrance(contact.id, channel);
    return inTheWay ? { ...answer, allowed: false, basis: null, ...inTheWay } : answer;
  }
}

/** The mail waits for another address than the member has by now, or the person is invented and the address may exist. */
const hindrance = (
  address: string | null,
  { invented }: Contact,
  recipient: string,
): Permission['reason'] => {
  if (address?.toLowerCase() !== recipient.toLowerCase()) return 'other-address';
  return invented ? 'invented-person' : null;
};
