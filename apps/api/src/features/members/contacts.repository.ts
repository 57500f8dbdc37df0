import { Injectable } from '@nestjs/common';
import type { ConsentChannel, ConsentEntry, ConsentPurpose } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { MemberRecord } from './member.ts';
import { statement } from './statements.ts';

/** A consent that counts now. */
export type StandingConsent = Pick<
  ConsentEntry,
  'purpose' | 'channel' | 'state' | 'changedAt' | 'version' | 'language'
>;

/** What decides whether the club may write to a member. */
export interface Contact extends Pick<
  MemberRecord,
  'id' | 'status' | 'email' | 'emailConfirmed' | 'phone' | 'language' | 'birthday'
> {
  /** A person of the demo. */
  readonly invented: boolean;
  readonly consents: readonly StandingConsent[];
}

/** A member who said yes, with what else decides. */
export type ConsentingMember = Pick<MemberRecord, 'id' | 'status' | 'phone' | 'birthday'> & {
  readonly state: StandingConsent['state'];
};

const contact = statement(
  'member-contact',
  `select id, status, email, email_confirmed_at is not null as confirmed, phone, language, birthday_text(birthday) as birthday, origin = 'demo' as invented
   from members where id = $1`,
);
// What decides about a use of data, of those who ever said yes.
const consenting = statement(
  'members-consenting',
  `select m.id, m.status, m.phone, birthday_text(m.birthday) as birthday, said.state
   from members m cross join lateral (
     select c.state from consents c where c.member_id = m.id and c.purpose = $2 and c.channel is null
     order by c.changed_at desc limit 1) said
   where m.id = any($1) and said.state = 'granted'`,
);
const hold = statement('member-hold', 'select from members where id = $1 for no key update');
const standing = statement(
  'consent-standing',
  `select distinct on (purpose, channel) purpose, channel, state, changed_at, version, language
   from consents where member_id = $1 order by purpose, channel, changed_at desc`,
);

@Injectable()
export class Contacts {
  constructor(private readonly transactions: Transactions) {}

  /** Those of these members who have given this consent, which needs no channel. */
  async consenting(memberIds: readonly string[], purpose: ConsentPurpose): Promise<ConsentingMember[]> {
    return this.transactions.query(consenting, [memberIds, purpose]);
  }

  /** Until the transaction ends, nobody changes the addresses of this member. */
  async hold(memberId: string): Promise<void> {
    await this.transactions.query(hold, [memberId]);
  }

  /** Undefined if this is not a member. */
  async of(memberId: string): Promise<Contact | undefined> {
    const [row] = await this.transactions.query(contact, [memberId]);
    if (!row) return undefined;
    const { confirmed, ...person } = row;
    const consents = await this.transactions.query(standing, [memberId]);
    return {
      ...person,
      emailConfirmed: confirmed,
      consents: consents.map(({ changed_at, ...consent }) => ({
        ...consent,
        changedAt: toInstant(changed_at),
      })),
    };
  }
}

/** What the member said; undefined if nobody asked. */
export const consentIn = (
  { consents }: Pick<Contact, 'consents'>,
  purpose: ConsentPurpose,
  channel: ConsentChannel | null,
): StandingConsent | undefined =>
  consents.find((consent) => consent.purpose === purpose && consent.channel === channel);
