import { Injectable } from '@nestjs/common';
import type { BodyOf, ConsentEntry, setMemberConsents } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import { storedConsents, type StoredConsent } from './consent-names.ts';
import { ConsentsRepository, worded } from './consents.repository.ts';
import type { ConsentGiven, MemberRecord } from './member.ts';
import { Members } from './members.ts';

/** What a member consented to, and consents that staff and keys record for them. */
@Injectable()
export class Consents {
  constructor(
    private readonly consents: ConsentsRepository,
    private readonly members: Members,
    private readonly confirmations: ConfirmationMails,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `not-found`. */
  async history(memberId: string): Promise<ConsentEntry[]> {
    await this.members.byId(memberId);
    return this.consents.history(memberId);
  }

  /**
   * What the member says with the link from an e-mail. Throws `member-not-active`, `invalid-request` for the terms, and
   * `too-many-requests` where each consent sends a mail to a mailbox that nobody has confirmed.
   */
  async say(
    memberId: string,
    source: 'preferences' | 'unsubscribe',
    { consents }: BodyOf<typeof setMemberConsents>,
  ): Promise<void> {
    refuseTerms(consents);
    const said = consents.map((consent) => worded({ ...consent, source }));
    await this.#countMails(memberId, said);
    await this.transactions.run(async () => {
      const member = await this.members.byId(memberId);
      if (member.status === 'closed' && consents.some(({ granted }) => granted))
        throw new ClubError('member-not-active');
      const newly = await this.consents.give(memberId, said);
      // What others noted got its mail then; a confirmed owner confirms by saying so.
      if (!member.emailConfirmed) await this.#confirmed(member, newly);
    });
  }

  /**
   * A consent by e-mail waits until the owner of the mailbox confirms it, and gets the mail for it. Throws `not-found`,
   * `member-not-active`, `invalid-request` for the terms, which only members accept.
   */
  async note(
    actor: Actor,
    memberId: string,
    { consents }: BodyOf<typeof setMemberConsents>,
  ): Promise<ConsentEntry[]> {
    refuseTerms(consents);
    return this.transactions.run(async () => {
      const member = await this.members.byId(memberId);
      if (member.status === 'closed') throw new ClubError('member-not-active');
      const newly = await this.consents.give(
        memberId,
        consents.map((consent) => ({ ...consent, source: recordedBy(actor) })),
      );
      if (newly.length > 0)
        await this.audit.record(actor, {
          action: 'member.consents-recorded',
          subject: { type: 'member', id: memberId },
          after: {
            consents: newly.map(({ purpose, channel, granted }) => ({ purpose, channel, granted })),
          },
        });
      await this.#confirmed(member, newly);
      return this.consents.history(memberId);
    });
  }

  /** Each of these consents sends a mail to a mailbox that nobody has confirmed. */
  async #countMails(memberId: string, said: readonly ConsentGiven[]): Promise<void> {
    const member = await this.members.byId(memberId);
    if (member.emailConfirmed || member.email === null) return;
    const waiting = await this.consents.waiting(memberId);
    const given = said.flatMap(storedConsents).filter(waitsForMailbox);
    if (given.some(({ purpose }) => !waiting.includes(purpose))) await this.confirmations.countOne(member);
  }

  async #confirmed(member: MemberRecord, newly: readonly StoredConsent[]): Promise<void> {
    if (newly.some(waitsForMailbox)) await this.confirmations.send(member);
  }
}

const waitsForMailbox = ({ channel, granted }: StoredConsent): boolean => channel === 'email' && granted;

const refuseTerms = (consents: BodyOf<typeof setMemberConsents>['consents']): void => {
  const terms = consents.findIndex(({ purpose }) => purpose === 'terms');
  if (terms >= 0)
    throw ClubError.field(
      'invalid-request',
      `/consents/${terms}/purpose`,
      'members accept the terms themselves',
    );
};

const recorders = {
  account: 'staff',
  'api-key': 'api',
  system: 'staff',
} as const satisfies Record<Actor['kind'], string>;

/** The source of a consent that the member did not give in the portal. */
export const recordedBy = ({ kind }: Actor): 'staff' | 'api' => recorders[kind];
