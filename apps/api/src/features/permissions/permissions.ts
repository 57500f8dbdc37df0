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
import { Suppressions, type Suppressed } from './suppressions.ts';

/** What the class asks for. */
const purposes = { marketing: 'marketing', survey: 'surveys' } as const satisfies Record<
  Exclude<MessageClass, 'service'>,
  ConsentPurpose
>;

/** A member, with what decides in every class and channel. */
interface Reader {
  readonly contact: Contact;
  readonly rule: RuleOfCountry;
  readonly today: Temporal.PlainDate;
  /** Whether the member has bought recently; false where nobody asks. */
  readonly isCustomer: boolean;
  readonly suppressed: Suppressed;
  readonly ecgListed: boolean;
}

/** Whether the club may write to a member now. Every sender asks here at the moment of sending. */
@Injectable()
export class Permissions {
  constructor(
    private readonly contacts: Contacts,
    private readonly settings: PermissionSettings,
    private readonly customers: Customers,
    private readonly suppressions: Suppressions,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** `not-a-member` if there is none with this id, or no longer. */
  async may(memberId: string, messageClass: MessageClass, channel: ConsentChannel): Promise<Permission> {
    return this.ofContact(await this.contacts.of(memberId), messageClass, channel);
  }

  /** Like `may`, of someone who was looked up already. */
  async ofContact(
    contact: Contact | undefined,
    messageClass: MessageClass,
    channel: ConsentChannel,
  ): Promise<Permission> {
    const isService = messageClass === 'service';
    if (contact) return this.#judge(await this.#reader(contact, !isService), messageClass, channel);
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

  /** Whether what the member does may be used. Throws `not-found`. */
  async permits(memberId: string, purpose: UseOfData['purpose']): Promise<UseOfData> {
    return this.#use(await this.#reader(await this.#known(memberId), false), purpose);
  }

  /** Those of these members whose data may be used so. Others are left out, whatever the reason. */
  async permitted(memberIds: readonly string[], purpose: UseOfData['purpose']): Promise<ReadonlySet<string>> {
    const today = await this.#today();
    const allowed = new Set<string>();
    for (const { id, state: consent, ...member } of await this.contacts.consenting(memberIds, purpose)) {
      const rule = await this.settings.ruleFor(member.phone);
      if (useVerdict({ ...member, consent, today, rule }).allowed) allowed.add(id);
    }
    return allowed;
  }

  /** Every class, channel and use. Throws `not-found`. */
  async all(memberId: string): Promise<ReplyOf<typeof listMemberPermissions>> {
    const reader = await this.#reader(await this.#known(memberId), true);
    const classes = ['service', 'marketing', 'survey'] as const;
    const messages = classes.flatMap((messageClass) =>
      consentChannels
        .filter((channel) => messageClass !== 'service' || channel === 'email')
        .map((channel) => this.#judge(reader, messageClass, channel)),
    );
    return { messages, uses: [this.#use(reader, 'profiling'), this.#use(reader, 'tracking')] };
  }

  #judge(reader: Reader, messageClass: MessageClass, channel: ConsentChannel): Permission {
    const { contact, rule } = reader;
    const consent =
      messageClass === 'service' ? undefined : consentIn(contact, purposes[messageClass], channel);
    const suppression = suppressionOf(reader.suppressed, channel, consent);
    const facts = {
      ...factsOf(reader),
      consent: consent?.state ?? null,
      address: addressOf(contact, channel),
      suppressed: suppression !== null,
      isCustomer: reader.isCustomer,
      ecgListed: reader.ecgListed,
    };
    const verdict = permissionVerdict(messageClass, channel, facts);
    return {
      class: messageClass,
      channel,
      ...verdict,
      ...(suppression && verdict.reason === 'suppressed' ? { suppression: suppression.reason } : {}),
      country: rule.country,
      consent: relied(consent),
      decidedAt: this.#now(),
    };
  }

  #use(reader: Reader, purpose: UseOfData['purpose']): UseOfData {
    const consent = consentIn(reader.contact, purpose, null);
    const facts = { ...factsOf(reader), consent: consent?.state ?? null };
    const { country } = reader.rule;
    return { purpose, ...useVerdict(facts), country, consent: relied(consent), decidedAt: this.#now() };
  }

  /** @param advertises for service and uses of data nobody needs lists and purchases, so they are not read */
  async #reader(contact: Contact, advertises: boolean): Promise<Reader> {
    const rule = await this.settings.ruleFor(contact.phone);
    const today = await this.#today();
    if (!advertises) return { contact, rule, today, ...unlisted };
    return {
      contact,
      rule,
      today,
      isCustomer: rule.existingCustomers && (await this.#hasBought(contact.id)),
      suppressed: await this.suppressions.of(contact),
      ecgListed: await this.suppressions.isEcgListed(contact, rule),
    };
  }

  async #today(): Promise<Temporal.PlainDate> {
    const { timeZone } = await this.club.current();
    return Temporal.Instant.fromEpochMilliseconds(this.clock.now())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate();
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

const unlisted = { isCustomer: false, suppressed: { email: null, phone: null }, ecgListed: false } as const;

const factsOf = ({
  contact: { status, birthday },
  today,
  rule,
}: Reader): Pick<PermissionFacts, 'status' | 'birthday' | 'today' | 'rule'> => ({
  status,
  birthday,
  today,
  rule,
});

const relied = (consent: ReturnType<typeof consentIn>): Permission['consent'] => {
  if (!consent) return null;
  const { state, changedAt, version, language } = consent;
  return { state, changedAt, version, language };
};

/** By which address a channel reaches people. */
const addressKinds = {
  email: 'email',
  sms: 'phone',
  telephone: 'phone',
  push: null,
  post: null,
  portal: null,
} as const satisfies Record<ConsentChannel, keyof Suppressed | null>;

/** A person who refused in an earlier membership may say yes in a later one: that is the newer word. */
const suppressionOf = (
  suppressed: Suppressed,
  channel: ConsentChannel,
  consent: ReturnType<typeof consentIn>,
): Suppressed['email'] => {
  const kind = addressKinds[channel];
  const entry = kind && suppressed[kind];
  if (!entry || entry.source !== 'erasure') return entry;
  const isNewer = consent?.state === 'granted' && Date.parse(consent.changedAt) > entry.addedAt.getTime();
  return isNewer ? null : entry;
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
