import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { Credentials } from './credentials.ts';
import { MailLinks } from './mail-links.ts';
import { SessionsService, type ListedSession } from './sessions.service.ts';
import { statement } from './statements.ts';

// Staff stay signed in for work, without the membership.
const disable = statement(
  'member-account-disable',
  `with left_club as (
     update accounts set disabled_at = $2 where member_id = $1 and disabled_at is null returning id
   )
   delete from sessions where account_id in (select id from left_club)
     and not exists (select from staff_roles r where r.account_id = sessions.account_id and r.state = 'active')`,
);
// Staff keep the password for work.
const end = statement(
  'member-account-end',
  `with ended as (
     update accounts set password_hash = null, password_for_staff = false
     where member_id = $1 and not exists (select from staff_roles r where r.account_id = accounts.id and r.state = 'active')
     returning id
   )
   delete from known_browsers where account_id in (select id from ended)`,
);
const enable = statement(
  'member-account-enable',
  'update accounts set disabled_at = null where member_id = $1 and disabled_at is not null',
);

/** What happens to the sign-in of a membership. Call changing methods inside a transaction. */
@Injectable()
export class MemberAccounts {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly credentials: Credentials,
    private readonly links: MailLinks,
  ) {}

  async existFor(memberId: string): Promise<boolean> {
    return this.accounts.existsFor(memberId);
  }

  /** For a blocked or closed membership: nobody can sign in as this member, and current sessions end. */
  async disable(memberId: string, at: Date): Promise<void> {
    await this.transactions.query(disable, [memberId, at]);
    await this.links.endAllOf(memberId);
  }

  /**
   * For an ended membership: also removes the password and known browsers. A returning member sets a new
   * password by mail.
   */
  async end(memberId: string, at: Date): Promise<void> {
    await this.disable(memberId, at);
    await this.transactions.query(end, [memberId]);
  }

  async enable(memberId: string): Promise<void> {
    await this.transactions.query(enable, [memberId]);
    await this.links.endAllOf(memberId);
  }

  /** Where the member is signed in; empty without an account. */
  async sessionsOf(memberId: string): Promise<ListedSession[]> {
    const account = await this.accounts.findByMember(memberId);
    return account ? this.sessions.listOf(account.id) : [];
  }

  /** Signs the member out everywhere: open links end too, and no browser stays known. */
  async signOut(memberId: string): Promise<void> {
    const account = await this.accounts.findByMember(memberId);
    if (account) await this.credentials.settle(account.id, null);
  }
}
