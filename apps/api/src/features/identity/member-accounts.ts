import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

// Who also works here keeps the sign-in, for the work.
const disable = statement(
  'member-account-disable',
  `with left_club as (
     update accounts set disabled_at = $2
     where member_id = $1 and disabled_at is null
       and not exists (select from staff_roles where account_id = accounts.id and state = 'active')
     returning id
   )
   delete from sessions where account_id in (select id from left_club)`,
);
const enable = statement(
  'member-account-enable',
  'update accounts set disabled_at = null where member_id = $1 and disabled_at is not null',
);
const signedInSince = statement(
  'member-account-signed-in-since',
  'select exists (select from sessions where id = $1 and created_at >= $2) as found',
);

/** What the beginning and the end of a membership do to its sign-in. */
@Injectable()
export class MemberAccounts {
  constructor(private readonly transactions: Transactions) {}

  /** Nobody signs in with it any more, and whoever is signed in no longer is. */
  async disable(memberId: string, at: Date): Promise<void> {
    await this.transactions.query(disable, [memberId, at]);
  }

  async enable(memberId: string): Promise<void> {
    await this.transactions.query(enable, [memberId]);
  }

  /** Whether this session was opened at that time or later. */
  async signedInSince(sessionId: string, at: Date): Promise<boolean> {
    const [row] = await this.transactions.query<{ found: boolean }>(signedInSince, [sessionId, at]);
    return row?.found ?? false;
  }
}
