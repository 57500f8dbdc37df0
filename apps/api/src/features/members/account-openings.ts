import { Injectable } from '@nestjs/common';
import { type BodyOf, type getAccountOpening, type openAccount, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { AccountsForMembers, MailLinks, MemberAccounts, type OpenedSession } from '../identity/index.ts';
import { JoiningTerms } from './joining-terms.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';

/** Gives portal access to members added by others: only the owner of the mailbox gets it. */
@Injectable()
export class AccountOpenings {
  constructor(
    private readonly members: MembersRepository,
    private readonly memberAccounts: MemberAccounts,
    private readonly accounts: AccountsForMembers,
    private readonly links: MailLinks,
    private readonly terms: JoiningTerms,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `not-found`, `link-used`, `link-expired`, `member-not-active`, `already-taken`. */
  async read(token: string, actor: Actor | null): Promise<ReplyOf<typeof getAccountOpening>> {
    const { subjectId, email, expiresAt } = await this.links.read('open-account', token);
    const member = await this.#welcome(subjectId, email);
    return {
      email,
      displayName: fullNameOf(member),
      expiresAt: toInstant(expiresAt),
      needsPassword: await this.accounts.needsPassword(email, actor),
      termsAccepted: await this.terms.isAcceptedBy(subjectId),
    };
  }

  /** Throws as `read` does, `password-needed`, and `invalid-request` if the terms are not accepted. */
  async open(
    token: string,
    { password, ...said }: BodyOf<typeof openAccount>,
    { actor, device }: { readonly actor: Actor | null; readonly device: string },
  ): Promise<OpenedSession> {
    const { email: address } = await this.read(token, actor);
    const chosen = await this.accounts.choose(password, address);
    return this.transactions.run(async () => {
      const { subjectId, email } = await this.links.use('open-account', token);
      // Also locks the member, so that nobody closes or removes it in the meantime.
      const confirmed = await this.members.confirmEmail(subjectId, email);
      const member = await this.#welcome(subjectId, email);
      if (!confirmed) throw new ClubError('link-expired');
      await this.terms.acceptAtOpening(member, said);
      return this.accounts.open({
        memberId: subjectId,
        email,
        displayName: fullNameOf(member),
        language: member.language,
        proof: { actor, password: chosen },
        device,
      });
    });
  }

  async #welcome(memberId: string, email: string): Promise<MemberRecord> {
    const member = await this.members.byId(memberId);
    if (!member) throw new ClubError('not-found');
    if (member.status !== 'active') throw new ClubError('member-not-active');
    if (await this.memberAccounts.existFor(memberId)) throw new ClubError('already-taken');
    if (member.email?.toLowerCase() !== email.toLowerCase()) throw new ClubError('link-expired');
    return member;
  }
}
