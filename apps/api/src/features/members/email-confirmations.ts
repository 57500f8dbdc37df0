import { Injectable } from '@nestjs/common';
import type { getEmailConfirmation, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Accounts, Credentials, MailLinks, type KnownAccount } from '../identity/index.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';

/** The second step of the double opt-in: only who has the mailbox can confirm it. */
@Injectable()
export class EmailConfirmations {
  constructor(
    private readonly members: MembersRepository,
    private readonly accounts: Accounts,
    private readonly credentials: Credentials,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

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

  /** Throws `not-found`, `link-used`, `link-expired`; the last also when the member has another address by now. */
  async read(token: string, actor: Actor | null): Promise<ReplyOf<typeof getEmailConfirmation>> {
    const { subjectId, email, expiresAt } = await this.links.read('confirm-email', token);
    const account = await this.#accountOf(subjectId, email);
    return {
      email,
      expiresAt: toInstant(expiresAt),
      needsPassword: account !== undefined && this.credentials.needsPassword(account.id, actor),
    };
  }

  /** Throws as `read` does, and `password-needed`. */
  async confirm(token: string, password: string | undefined, actor: Actor | null): Promise<void> {
    await this.links.read('confirm-email', token);
    const passwordHash = await this.credentials.hash(password);
    await this.transactions.run(async () => {
      const { subjectId, email } = await this.links.use('confirm-email', token);
      // This also locks the member.
      if (!(await this.members.confirmEmail(subjectId, email))) throw new ClubError('link-expired');
      const account = await this.#accountOf(subjectId, email);
      if (account) await this.credentials.prove(account.id, { actor, passwordHash });
      await this.outbox.append([{ name: 'member.changed', memberId: subjectId, data: { fields: 'email' } }]);
    });
  }

  /** The account that signs in with this address: whoever made it need not have had the mailbox. */
  async #accountOf(memberId: string, email: string): Promise<KnownAccount | undefined> {
    const account = await this.accounts.byMember(memberId);
    return account?.email.toLowerCase() === email.toLowerCase() ? account : undefined;
  }
}
