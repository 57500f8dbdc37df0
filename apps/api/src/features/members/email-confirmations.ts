import { Injectable } from '@nestjs/common';
import type { BodyOf, confirmEmail, getEmailConfirmation, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import {
  Accounts,
  Credentials,
  Mailboxes,
  MailLinks,
  MemberMailboxes,
  type KnownAccount,
} from '../identity/index.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { MergeRequests } from './merge-requests.ts';

/** The second step of the double opt-in: only who has the mailbox can confirm it. */
@Injectable()
export class EmailConfirmations {
  constructor(
    memberMailboxes: MemberMailboxes,
    private readonly members: MembersRepository,
    private readonly accounts: Accounts,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly merges: MergeRequests,
  ) {
    memberMailboxes.areConfirmedBy((memberId, email) => this.#confirmByAccount(memberId, email));
  }

  /** Does nothing for members without e-mail, and for confirmed ones. A link sent before ends. */
  async send(member: MemberRecord): Promise<void> {
    const { id, email, emailConfirmed, language } = member;
    if (email === null || emailConfirmed) return;
    await this.transactions.run(async () => {
      await this.links.send('confirm-email', id, {
        to: email,
        language,
        data: { name: member.firstName ?? fullNameOf(member) },
      });
    });
  }

  /** Throws `not-found`. */
  async sendTo(memberId: string): Promise<void> {
    const member = await this.members.byId(memberId);
    if (!member) throw new ClubError('not-found');
    await this.send(member);
  }

  /** Throws `not-found`, `link-used`, `link-expired`. */
  async read(token: string, actor: Actor | null): Promise<ReplyOf<typeof getEmailConfirmation>> {
    const { subjectId, email, expiresAt } = await this.links.read('confirm-email', token);
    const account = await this.#accountOf(subjectId, email);
    const others = await this.#others(subjectId, email);
    return {
      email,
      expiresAt: toInstant(expiresAt),
      needsPassword: account !== undefined && this.credentials.needsPassword(account.id, actor),
      otherMembership: others.length === 0 ? 'none' : isTaken(others) ? 'confirmed' : 'unconfirmed',
    };
  }

  /**
   * Where another member has the address, staff can be asked to bring the two together; where the other has confirmed
   * it, nothing else is left. Throws as `read` does (`link-expired` also when the member has another address by now),
   * `password-needed`, and `already-taken` without that wish.
   */
  async confirm(
    token: string,
    { password, bringTogether = false }: NonNullable<BodyOf<typeof confirmEmail>>,
    actor: Actor | null,
  ): Promise<void> {
    const link = await this.links.read('confirm-email', token);
    const known = await this.#accountOf(link.subjectId, link.email);
    const passwordHash = known
      ? await this.credentials.hash(password, await this.credentials.ownerOf(known.id))
      : null;
    await this.transactions.run(async () => {
      const { subjectId, email } = await this.links.use('confirm-email', token);
      const others = await this.#others(subjectId, email);
      if (!isTaken(others)) await this.#confirm(subjectId, email);
      else if (!bringTogether)
        throw ClubError.field('already-taken', '/bringTogether', 'another membership has this address');
      const account = await this.#accountOf(subjectId, email);
      if (account) await this.credentials.prove(account.id, { actor, passwordHash });
      if (account && !isTaken(others)) await this.mailboxes.confirm(account.id);
      if (bringTogether) await this.merges.ask(subjectId, others);
    });
  }

  async #confirm(memberId: string, email: string): Promise<void> {
    if (!(await this.members.confirmEmail(memberId, email))) throw new ClubError('link-expired');
    await this.outbox.append([{ name: 'member.changed', memberId, data: { fields: 'email' } }]);
  }

  /** By a proof that the account gave. Whether no other member has confirmed the address. */
  async #confirmByAccount(memberId: string, email: string): Promise<boolean> {
    const member = await this.members.byId(memberId);
    if (!member || member.emailConfirmed || member.email?.toLowerCase() !== email.toLowerCase()) return true;
    if (isTaken(await this.#others(memberId, email))) return false;
    await this.#confirm(memberId, email);
    return true;
  }

  async #others(memberId: string, email: string): Promise<MemberRecord[]> {
    const named = await this.members.byEmail(email);
    return named.filter(({ id, status }) => id !== memberId && status !== 'closed');
  }

  /** The account that signs in with this address: whoever made it need not have had the mailbox. */
  async #accountOf(memberId: string, email: string): Promise<KnownAccount | undefined> {
    const account = await this.accounts.byMember(memberId);
    return account?.email.toLowerCase() === email.toLowerCase() ? account : undefined;
  }
}

const isTaken = (others: readonly MemberRecord[]): boolean =>
  others.some(({ emailConfirmed }) => emailConfirmed);
