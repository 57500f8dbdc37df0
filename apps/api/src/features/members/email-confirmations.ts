import { Injectable } from '@nestjs/common';
import type { BodyOf, confirmEmail, getEmailConfirmation, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Accounts, Credentials, Mailboxes, MailLinks, type KnownAccount } from '../identity/index.ts';
import { isTaken, MemberAddresses } from './member-addresses.ts';
import { MergeRequests } from './merge-requests.ts';

/** The second step of the double opt-in: only the owner of the mailbox can confirm it. */
@Injectable()
export class EmailConfirmations {
  constructor(
    private readonly addresses: MemberAddresses,
    private readonly accounts: Accounts,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly links: MailLinks,
    private readonly merges: MergeRequests,
  ) {}

  /** Throws `not-found`, `link-used`, `link-expired`. */
  async read(token: string, actor: Actor | null): Promise<ReplyOf<typeof getEmailConfirmation>> {
    const { subjectId, email, expiresAt } = await this.links.read('confirm-email', token);
    const account = await this.#accountOf(subjectId, email);
    const others = await this.addresses.othersWith(subjectId, email);
    return {
      email,
      expiresAt: toInstant(expiresAt),
      needsPassword: account !== undefined && this.credentials.needsPassword(account.id, actor),
      otherMembership: others.length === 0 ? 'none' : isTaken(others) ? 'confirmed' : 'unconfirmed',
      consents: await this.addresses.waiting(subjectId),
    };
  }

  /**
   * If another member has the address, staff can be asked to merge the two; if the other has confirmed it, that
   * is the only option. Throws as `read` does (`link-expired` also if the member has another address by now),
   * `password-needed`, and `already-taken` without that request.
   */
  async confirm(
    token: string,
    { password, bringTogether = false }: NonNullable<BodyOf<typeof confirmEmail>>,
    actor: Actor | null,
  ): Promise<void> {
    const link = await this.links.read('confirm-email', token);
    const known = await this.#accountOf(link.subjectId, link.email);
    const chosen = known
      ? await this.credentials.choose(password, await this.credentials.ownerOf(known.id))
      : null;
    await this.links.useFor('confirm-email', token, async ({ subjectId, email }) => {
      const others = await this.addresses.othersWith(subjectId, email);
      if (!isTaken(others)) await this.addresses.confirm(subjectId, email);
      else if (!bringTogether)
        throw ClubError.field('already-taken', '/bringTogether', 'another membership has this address');
      const account = await this.#accountOf(subjectId, email);
      if (account) await this.credentials.prove(account.id, { actor, password: chosen });
      if (account && !isTaken(others)) await this.mailboxes.confirm(account.id);
      if (bringTogether) await this.merges.ask(subjectId, others);
    });
  }

  /** The account with this address. Its creator may not have had the mailbox. */
  async #accountOf(memberId: string, email: string): Promise<KnownAccount | undefined> {
    const account = await this.accounts.byMember(memberId);
    return account?.email.toLowerCase() === email.toLowerCase() ? account : undefined;
  }
}
