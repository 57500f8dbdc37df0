import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Accountless, Accounts, MailLinks } from '../identity/index.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { openAccountMail } from './mails/index.ts';

/**
 * The link that gives a sign-in to members added by staff or an import. It goes only to the member's own
 * mailbox.
 */
@Injectable()
export class AccountInvitations {
  constructor(
    accountless: Accountless,
    private readonly members: MembersRepository,
    private readonly accounts: Accounts,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {
    accountless.inviteWith((email) => this.#answer(email));
  }

  /**
   * The address for an invitation. Throws `not-found`, `member-not-active`, `member-without-email`,
   * `already-taken`.
   */
  async addressOf(memberId: string): Promise<string> {
    return (await this.#invitable(memberId)).email;
  }

  /** By staff. Throws as `addressOf` does. */
  async invite(actor: Actor, memberId: string): Promise<void> {
    await this.transactions.run(async () => {
      const { member, email } = await this.#invitable(memberId);
      await this.#send(member, email, false);
      await this.audit.record(actor, {
        action: 'member.invited',
        subject: { type: 'member', id: memberId },
      });
    });
  }

  /** To a person who asked for a link by typing an address. */
  async #answer(email: string): Promise<boolean> {
    for (const member of await this.members.byEmail(email)) {
      if (member.status !== 'active' || (await this.accounts.existsFor(member.id))) continue;
      await this.#send(member, member.email ?? email, true);
      return true;
    }
    return false;
  }

  async #invitable(memberId: string): Promise<{ member: MemberRecord; email: string }> {
    const member = await this.members.byId(memberId);
    if (!member) throw new ClubError('not-found');
    const { email, status } = member;
    if (status !== 'active') throw new ClubError('member-not-active');
    if (email === null) throw new ClubError('member-without-email');
    const holder = await this.accounts.byConfirmedEmail(email);
    if ((await this.accounts.existsFor(memberId)) || (holder && holder.memberId !== null))
      throw new ClubError('already-taken', 'This member or this e-mail already has an account');
    return { member, email };
  }

  async #send(member: MemberRecord, email: string, asked: boolean): Promise<void> {
    await this.links.send(openAccountMail, member.id, {
      to: email,
      language: member.language,
      data: { name: member.firstName ?? fullNameOf(member), asked },
      // If the same person is staff, the link also sets that password.
      forAdmins: (await this.accounts.byConfirmedEmail(email))?.managing ?? false,
    });
  }
}
