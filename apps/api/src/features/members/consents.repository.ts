import { Injectable } from '@nestjs/common';
import { consentWording, type ConsentEntry, type ConsentPurpose, type Member } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { keyOf, storedConsents, withEarlierNames, type StoredConsent } from './consent-names.ts';
import { ConsentGrants } from './consent-grants.ts';
import { ConsentWithdrawals } from './consent-withdrawals.ts';
import type { ConsentGiven } from './member.ts';
import { statement } from './statements.ts';

type Consent = Member['consents'][number];
type CurrentConsent = Consent & { readonly purpose: ConsentPurpose };
export interface ConsentChange extends ConsentGiven {
  readonly memberId: string;
  readonly changedAt: Date;
}

const current = statement(
  'consent-current',
  `select distinct on (purpose, channel) purpose, channel, granted, state, changed_at, c.version, m.email_confirmed_at is not null as proven
   from consents c join members m on m.id = member_id where member_id = $1 order by purpose, channel, changed_at desc`,
);
const history = statement(
  'consent-history',
  `select md5(purpose || coalesce(channel, '') || changed_at)::uuid as id, purpose, channel, state, changed_at, version, language, source, evidence
   from consents where member_id = $1 order by changed_at desc, purpose, channel limit $2`,
);
// At the same moment, the last entry counts. A consent by e-mail waits for the owner of the mailbox, unless that is
// who gave it. One by text message waits for the code that was sent to the phone.
const record = statement(
  'consent-record',
  `insert into consents (member_id, purpose, channel, state, changed_at, version, language, source, evidence)
   select distinct on (change.member_id, purpose, channel, changed_at) change.member_id, purpose, channel,
     case when not granted then 'refused'
          when channel = 'sms' or channel = 'email' and (m.email_confirmed_at is null or source in ('staff', 'api')) then 'pending'
          else 'granted' end,
     changed_at, change.version, case when change.version is not null then m.language end, nullif(source, ''), change.evidence
   from (
     select member_id, purpose, nullif(channel, '') as channel, granted, changed_at, nullif(version, '')::int as version, source,
       nullif(evidence, '')::jsonb as evidence, place
     from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::timestamptz[], $6::text[], $7::text[], $8::text[])
       with ordinality as given(member_id, purpose, channel, granted, changed_at, version, source, evidence, place)
   ) change join members m on m.id = change.member_id
   order by change.member_id, purpose, channel, changed_at, place desc
   on conflict (member_id, purpose, channel, changed_at) do update set
     state = excluded.state, version = excluded.version, language = excluded.language, source = excluded.source,
     evidence = excluded.evidence`,
);
const newestBy = `select distinct on (member_id, purpose) member_id, purpose, channel, state, version, language, source
     from consents where member_id = any($1::uuid[]) and channel = $3 order by member_id, purpose, changed_at desc`;
const follow = (from: string, to: string, source: string, only = ''): string =>
  `insert into consents (member_id, purpose, channel, state, changed_at, version, language, source)
   select member_id, purpose, channel, '${to}', $2::timestamptz, version, language, '${source}' from (${newestBy}) newest
   where state = '${from}' ${only}
   on conflict (member_id, purpose, channel, changed_at) do update set state = excluded.state, source = excluded.source`;
const confirm = statement('consent-confirm', follow('pending', 'granted', 'confirmation'));
// What others noted waits for the link that names it.
const confirmOwn = statement(
  'consent-confirm-own',
  follow(
    'pending',
    'granted',
    'confirmation',
    `and newest.source in ('member', 'preferences', 'address-changed')`,
  ),
);
const unconfirm = statement('consent-unconfirm', follow('granted', 'pending', 'address-changed'));

/** By which a consent counts only once its owner has confirmed the address. */
type ConfirmedChannel = 'email' | 'sms';

/** Nobody changes their mind more often. */
const most = 500;

/** The member gave it, so it names its wording. Terms name their own version. */
export const worded = (consent: ConsentGiven): ConsentGiven => ({
  ...(consent.purpose === 'terms' ? {} : { version: consentWording }),
  source: 'member',
  ...consent,
});

@Injectable()
export class ConsentsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly withdrawals: ConsentWithdrawals,
    private readonly grants: ConsentGrants,
  ) {}

  /** What counts now, also under the earlier names. */
  async current(memberId: string): Promise<Consent[]> {
    return withEarlierNames(await this.#current(memberId));
  }

  /** Every change, newest first. */
  async history(memberId: string): Promise<ConsentEntry[]> {
    const rows = await this.transactions.query(history, [memberId, most]);
    return rows.map(({ changed_at, ...row }) => ({ ...row, changedAt: toInstant(changed_at) }));
  }

  /** Stores consents that differ from before, and returns them. */
  async give(memberId: string, given: readonly ConsentGiven[]): Promise<readonly StoredConsent[]> {
    const changedAt = this.clock.date();
    const rows = await this.transactions.query(current, [memberId]);
    const before = new Map(rows.map((row) => [keyOf(row), row]));
    const newly = given
      .flatMap((consent) => storedConsents(consent.source ? consent : worded(consent)))
      .filter((consent) => differs(before.get(keyOf(consent)), consent));
    await this.#store(newly.map((consent) => ({ ...consent, memberId, changedAt })));
    return newly;
  }

  async record(changes: readonly ConsentChange[]): Promise<void> {
    await this.#store(
      changes.flatMap(({ memberId, changedAt, ...change }) =>
        storedConsents(change).map((stored) => ({ ...stored, memberId, changedAt })),
      ),
    );
  }

  /** Purposes that wait for the owner of the mailbox. */
  async waiting(memberId: string): Promise<ConsentPurpose[]> {
    const consents = await this.#current(memberId);
    return consents
      .filter(({ channel, state }) => channel === 'email' && state === 'pending')
      .map(({ purpose }) => purpose);
  }

  /** The owner of the mailbox or the phone has confirmed it, and with it the consents by this channel. */
  async confirm(memberId: string, channel: ConfirmedChannel = 'email'): Promise<void> {
    await this.transactions.query(confirm, [[memberId], this.clock.date(), channel]);
  }

  /**
   * The owner of the mailbox has confirmed it in another way than by the link that names the consents, such as with a new password.
   * So only those count that the member gave.
   */
  async confirmOwn(memberId: string): Promise<void> {
    await this.transactions.query(confirmOwn, [[memberId], this.clock.date(), 'email']);
  }

  /** They have another address or number, so its owner has to confirm the consents by this channel. */
  async unconfirm(memberIds: readonly string[], channel: ConfirmedChannel): Promise<void> {
    if (memberIds.length > 0)
      await this.transactions.query(unconfirm, [memberIds, this.clock.date(), channel]);
  }

  async #store(
    changes: readonly (StoredConsent & Pick<ConsentChange, 'memberId' | 'changedAt'>)[],
  ): Promise<void> {
    if (changes.length === 0) return;
    // PostgreSQL reads lists faster than rows of JSON. What is missing is empty there.
    await this.transactions.query(record, [
      changes.map(({ memberId }) => memberId),
      changes.map(({ purpose }) => purpose),
      changes.map(({ channel }) => channel ?? ''),
      changes.map(({ granted }) => granted),
      changes.map(({ changedAt }) => changedAt.toISOString()),
      changes.map(({ version }) => String(version ?? '')),
      changes.map(({ source }) => source ?? ''),
      changes.map(({ evidence }) => (evidence ? JSON.stringify(evidence) : '')),
    ]);
    await this.withdrawals.tell(changes.filter(({ granted }) => !granted));
    await this.grants.tell(changes.filter(({ granted }) => granted));
  }

  async #current(memberId: string): Promise<CurrentConsent[]> {
    const rows = await this.transactions.query(current, [memberId]);
    return rows.map(({ changed_at, proven: _, ...row }) => ({ ...row, changedAt: toInstant(changed_at) }));
  }
}

interface Before {
  readonly granted: boolean;
  readonly state: Consent['state'];
  /** The mailbox is the member's. */
  readonly proven: boolean;
}

/** A consent that others noted is settled by the member's own word. */
const differs = (before: Before | undefined, { granted, channel, source }: StoredConsent): boolean =>
  before?.granted !== granted ||
  (before.state === 'pending' &&
    before.proven &&
    channel === 'email' &&
    (source === 'member' || source === 'preferences'));
