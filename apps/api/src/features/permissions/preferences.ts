import { Injectable } from '@nestjs/common';
import {
  consentChannels,
  type BodyOf,
  type ConsentChannel,
  type ConsentPurpose,
  type Preferences as Shown,
  type QueryOf,
  type setPreferences,
  type unsubscribe,
} from '@regulars/contracts';
import { consentIn, Consents, type Contact } from '../members/index.ts';
import { Permissions } from './permissions.ts';
import { PreferenceLinks } from './preference-links.ts';

/** What members choose with a link from a mail, without signing in. */
@Injectable()
export class Preferences {
  constructor(
    private readonly links: PreferenceLinks,
    private readonly consents: Consents,
    private readonly permissions: Permissions,
  ) {}

  /** Throws `not-found`. */
  async show(token: string): Promise<Shown> {
    const contact = await this.links.memberOf(token);
    const { basis } = await this.permissions.ofContact(contact, 'marketing', 'email');
    const isCustomer = basis === 'existing-customer';
    return {
      email: shortened(contact.email),
      topics: topicsOf(contact).map(([purpose, channel]) => ({
        purpose,
        channel,
        state: consentIn(contact, purpose, channel)?.state ?? null,
        asCustomer: isCustomer && purpose === 'marketing' && channel === 'email',
      })),
      history: await this.consents.history(contact.id),
    };
  }

  /** Throws `not-found`, `member-not-active`, `invalid-request` for the terms. */
  async choose(token: string, body: BodyOf<typeof setPreferences>): Promise<Shown> {
    const { id } = await this.links.memberOf(token);
    await this.consents.say(id, 'preferences', body);
    return this.show(token);
  }

  /** As often as a mail program likes, also from a mail to an earlier address. Throws `not-found`. */
  async unsubscribe(token: string, { class: messageClass }: QueryOf<typeof unsubscribe>): Promise<void> {
    const id = await this.links.readerOf(token);
    const purposes = messageClass ? [purposeOf[messageClass]] : Object.values(purposeOf);
    const consents = purposes.map((purpose) => ({ purpose, channel: 'email', granted: false }) as const);
    await this.consents.say(id, 'unsubscribe', { consents });
  }

  async ownPath(memberId: string): Promise<string | null> {
    return this.links.ownPath(memberId);
  }

  pageOf(token: string): string {
    return this.links.pageOf(token);
  }
}

const purposeOf = { marketing: 'marketing', survey: 'surveys' } as const;

/** Channels that reach the member, and those that were ever asked for. */
const topicsOf = (contact: Contact): (readonly [ConsentPurpose, ConsentChannel | null])[] => {
  const reaches = (channel: ConsentChannel): boolean =>
    channel === 'email' ||
    channel === 'portal' ||
    (contact.phone !== null && (channel === 'sms' || channel === 'telephone'));
  return [
    ...(['marketing', 'surveys'] as const).flatMap((purpose) =>
      consentChannels
        .filter((channel) => reaches(channel) || consentIn(contact, purpose, channel))
        .map((channel) => [purpose, channel] as const),
    ),
    ['profiling', null],
    ['tracking', null],
  ];
};

/** `a…@member.example`: a forwarded mail does not tell more. */
const shortened = (email: string): string => `${email.slice(0, 1)}…${email.slice(email.lastIndexOf('@'))}`;
