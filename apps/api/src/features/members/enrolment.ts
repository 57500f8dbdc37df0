import { Injectable } from '@nestjs/common';
import { consentWording, type BodyOf, type createMember, type register } from '@regulars/contracts';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations } from '../club/index.ts';
import { Accounts, Credentials, SessionsService, type OpenedSession } from '../identity/index.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { Members } from './members.ts';

/** The two doors into the club: staff let somebody in, or people join by themselves. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly members: Members,
    private readonly accounts: Accounts,
    private readonly credentials: Credentials,
    private readonly sessions: SessionsService,
    private readonly locations: Locations,
    private readonly confirmations: ConfirmationMails,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `already-taken`, `invalid-request`. */
  async enrol(actor: Actor, newcomer: BodyOf<typeof createMember>): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      const member = await this.members.admit({ ...newcomer, joinedLocation: await this.#placeOf(actor) });
      await this.audit.record(actor, {
        action: 'member.created',
        subject: { type: 'member', id: member.id },
        after: { fields: Object.keys(newcomer) },
      });
      if (wantsNewsletter(newcomer)) await this.confirmations.send(member);
      return member;
    });
  }

  /** Who is bound to locations lets people in there: at the first of them where there are several. */
  async #placeOf(actor: Actor): Promise<string | undefined> {
    const [id] = boundTo(actor) ?? [];
    return id === undefined ? undefined : (await this.locations.byId(id))?.code;
  }

  /**
   * Account, member, card and session, all or none; for an address that is known just as for any other, so that joining
   * tells nobody who is a customer. The address is only typed: points of somebody else are not had by it.
   */
  async register(
    { password, location, consents, ...newcomer }: BodyOf<typeof register>,
    device: string,
  ): Promise<OpenedSession> {
    if (location !== undefined && !(await this.locations.byCode(location)))
      throw ClubError.field('unknown-location', '/location', 'no such location');
    const chosen = await this.credentials.choose(password, { email: newcomer.email, staff: false });
    return this.transactions.run(async () => {
      const member = await this.members.create({
        ...newcomer,
        joinedLocation: location,
        consents: consents.map((consent) => ({ ...consent, version: consentWording })),
      });
      const account = {
        email: newcomer.email,
        password: chosen,
        displayName: fullNameOf(member),
        language: newcomer.language,
        memberId: member.id,
      };
      const accountId = await this.accounts.open(account);
      await this.confirmations.send(member);
      return this.sessions.open(accountId, device);
    });
  }
}

// Staff may write down any address: the newsletter waits until its owner has confirmed it.
const wantsNewsletter = ({ consents }: BodyOf<typeof createMember>): boolean =>
  consents.some(({ purpose, granted }) => purpose === 'newsletter' && granted);
