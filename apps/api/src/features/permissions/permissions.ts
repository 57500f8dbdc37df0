import { Injectable } from '@nestjs/common';
import {
  consentChannels,
  type ConsentChannel,
  type ConsentPurpose,
  type MessageClass,
  type Permission,
  type ReplyOf,
  type listMemberPermissions,
  type UseOfData,
} from '@regulars/contracts';
import { customerMonths, permissionVerdict, useVerdict, type PermissionFacts } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { consentIn, Contacts, type Contact } from '../members/index.ts';
import { Customers } from './customers.ts';
import { PermissionSettings, type RuleOfCountry } from './permission-settings.ts';

/** What the class asks for. */
type Asked = Exclude<MessageClass, 'service'>;
const purposes = { marketing: 'marketing', survey: 'surveys' } as const satisfies Record<
  Asked,
  ConsentPurpose
>;

/** Whether the club may write to a member now. Every sender asks here at the moment of sending. */
@Injectable()
export class Permissions {
  constructor(
    private readonly contacts: Contacts,
    private readonly settings: PermissionSettings,
    private readonly customers: Customers,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** `not-a-member` if there is none with this id, or no longer. */
  async may(memberId: string, messageClass: MessageClass, channel: ConsentChannel): Promise<Permission> {
    const contact = await this.contacts.of(memberId);
    if (contact) return this.#judge(contact, messageClass, channel);
    const isService = messageClass === 'service';
    return {
      class: messageClass,
      channel,
      allowed: isService,
      basis: isService ? 'service' : null,
      reason: isService ? null : 'not-a-member',
      country: null,
      consent: null,
      decidedAt: this.#now(),
    };
  }

  /** Like `may`, of someone who is known already. */
  async ofContact(contact: Contact, messageClass: Asked, channel: ConsentChannel): Promise<Permission> {
    return this.#judge(contact, messageClass, channel);
  }

  /** Whether what the member does may be used. Throws `not-found`. */
  async permits(memberId: string, purpose: UseOfData['purpose']): Promise<UseOfData> {
    return this.#use(await this.#known(memberId), purpose);
  }

  /** Every class, channel and use. Throws `not-found`. */
  async all(memberId: string): Promise<ReplyOf<typeof listMemberPermissions>> {
    const contact = await this.#known(memberId);
    const messages: Permission[] = [];
    for (const messageClass of ['service', 'marketing', 'survey'] as const)
      for (const channel of consentChannels)
        if (messageClass !== 'service' || channel === 'email')
          messages.push(await this.#judge(contact, messageClass, channel));
    const uses = [await this.#use(contact, 'profiling'), await this.#use(contact, 'tracking')];
    return { messages, uses };
  }

  async #judge(contact: Contact, messageClass: MessageClass, channel: ConsentChannel): Promise<Permission> {
    const rule = await this.settings.ruleFor(contact.phone);
    const consent =
      messageClass === 'service' ? undefined : consentIn(contact, purposes[messageClass], channel);
    const facts = {
      ...(await this.#facts(contact, rule)),
      consent: consent?.state ?? null,
      address: addressOf(contact, channel),
      // Asked only where it can decide.
      isCustomer: !consent && rule.existingCustomers && (await this.#hasBought(contact.id)),
    };
    const verdict = permissionVerdict(messageClass, channel, facts);
    return {
      class: messageClass,
      channel,
      ...verdict,
      country: rule.country,
      consent: relied(consent),
      decidedAt: this.#now(),
    };
  }

  async #use(contact: Contact, purpose: UseOfData['purpose']): Promise<UseOfData> {
    const rule = await this.settings.ruleFor(contact.phone);
    const consent = consentIn(contact, purpose, null);
    const facts = { ...(await this.#facts(contact, rule)), consent: consent?.state ?? null };
    const { country } = rule;
    return { purpose, ...useVerdict(facts), country, consent: relied(consent), decidedAt: this.#now() };
  }

  async #facts(
    { status, birthday }: Contact,
    rule: RuleOfCountry,
  ): Promise<Pick<PermissionFacts, 'status' | 'birthday' | 'today' | 'rule'>> {
    const { timeZone } = await this.club.current();
    const today = Temporal.Instant.fromEpochMilliseconds(this.clock.now())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate();
    return { status, birthday, today, rule };
  }

  async #hasBought(memberId: string): Promise<boolean> {
    const now = Temporal.Instant.fromEpochMilliseconds(this.clock.now()).toZonedDateTimeISO('UTC');
    const since = now.subtract({ months: customerMonths }).epochMilliseconds;
    return this.customers.hasBought(memberId, new Date(since));
  }

  async #known(memberId: string): Promise<Contact> {
    const contact = await this.contacts.of(memberId);
    if (!contact) throw new ClubError('not-found');
    return contact;
  }

  #now(): string {
    return toInstant(this.clock.date());
  }
}

const relied = (consent: ReturnType<typeof consentIn>): Permission['consent'] => {
  if (!consent) return null;
  const { state, changedAt, version, language } = consent;
  return { state, changedAt, version, language };
};

/** Nobody has a postal address or a device for push messages yet. */
const addressOf = (
  { email, emailConfirmed, phone }: Contact,
  channel: ConsentChannel,
): PermissionFacts['address'] => {
  switch (channel) {
    case 'email':
      return email === null ? 'none' : emailConfirmed ? 'ready' : 'unconfirmed';
    case 'sms':
    case 'telephone':
      return phone === null ? 'none' : 'ready';
    case 'post':
    case 'push':
      return 'none';
    case 'portal':
      return 'ready';
  }
};
