import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { MemberMailboxes } from './member-mailboxes.ts';

/** Decides who owns an address: of everyone who typed it, the one who followed a link to it. */
@Injectable()
export class Mailboxes {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly members: MemberMailboxes,
    private readonly clock: Clock,
  ) {}

  /** For the account and its member. Throws `already-taken` if someone else has confirmed this address. */
  async confirm(accountId: string): Promise<void> {
    if (!(await this.confirmIfFree(accountId)))
      throw ClubError.field('already-taken', '/email', 'another account has confirmed this address');
  }

  /** Whether nobody else has confirmed this account's address; in a transaction. */
  async confirmIfFree(accountId: string): Promise<boolean> {
    if (!(await this.accounts.confirmEmail(accountId, this.clock.date()))) return false;
    const account = await this.accounts.findById(accountId);
    if (!account?.member_id || (await this.members.confirm(account.member_id, account.email))) return true;
    await this.accounts.unconfirmEmail(accountId);
    return false;
  }
}
