import { Injectable } from '@nestjs/common';
import type { Permission, TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { MailPermission, MailsRepository, type MailQuestion } from '../../platform/mail/index.ts';
import { Contacts, TimelineSources, type Contact } from '../members/index.ts';
import { Permissions } from './permissions.ts';
import { PreferenceLinks } from './preference-links.ts';

type NotPermittedRow = Awaited<ReturnType<MailsRepository['notPermitted']>>[number];

/** Answers the mailer, and tells in timelines which mails were not sent. */
@Injectable()
export class MailPermissions {
  constructor(
    port: MailPermission,
    timelines: TimelineSources,
    private readonly mails: MailsRepository,
    private readonly permissions: Permissions,
    private readonly contacts: Contacts,
    links: PreferenceLinks,
  ) {
    port.comesFrom({
      may: (question) => this.#judge(question),
      wayOut: (question) => links.linksFor(question),
    });
    timelines.register({
      name: 'messages',
      timeline: async (memberId, { before, limit }) =>
        (await this.mails.notPermitted(memberId, before, limit)).map(show),
    });
  }

  async #judge({ class: messageClass, about, recipient }: MailQuestion): Promise<Permission> {
    const contact = about === null ? undefined : await this.contacts.of(about);
    if (!contact || messageClass === 'service')
      return this.permissions.may(about ?? nobody, messageClass, 'email');
    const answer = await this.permissions.ofContact(contact, messageClass, 'email');
    const reason = answer.allowed ? hindrance(contact, recipient) : null;
    return reason ? { ...answer, allowed: false, basis: null, reason } : answer;
  }
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** The mail waits for another address than the member has by now, or the person is invented and the address may exist. */
const hindrance = ({ email, invented }: Contact, recipient: string): Permission['reason'] => {
  if (email?.toLowerCase() !== recipient.toLowerCase()) return 'other-address';
  return invented ? 'invented-person' : null;
};

const show = ({ id, template, permission, at }: NotPermittedRow): TimelineEntry => ({
  id,
  at: toInstant(at),
  kind: 'message.not-permitted',
  points: null,
  amount: null,
  subject: { type: 'message', id },
  details: { template, class: permission.class, notPermitted: permission.reason },
});
