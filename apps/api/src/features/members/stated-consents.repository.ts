import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const said = statement(
  'consent-newsletters',
  `select member_id, changed_at, granted from consents
   where member_id = any($1::uuid[]) and purpose = 'marketing' and channel = 'email'`,
);
// What its owner has confirmed since is theirs.
const takeBack = statement(
  'consent-take-back',
  `delete from consents c using unnest($1::uuid[], $2::timestamptz[]) as n(member_id, at)
   where c.member_id = n.member_id and c.purpose = 'marketing' and c.channel = 'email' and c.changed_at = n.at and c.source = 'import'
     and not exists (
       select from consents later where later.member_id = c.member_id and later.purpose = c.purpose and later.channel = c.channel
         and later.changed_at > c.changed_at and later.source = 'confirmation')`,
);

interface Said {
  readonly memberId: string;
  readonly at: number;
  readonly granted: boolean;
}

@Injectable()
export class StatedConsentsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** All that these members ever said about newsletters. */
  async saidBy(memberIds: readonly string[]): Promise<Said[]> {
    const rows = await this.transactions.query(said, [memberIds]);
    return rows.map(({ member_id: memberId, changed_at: at, granted }) => ({
      memberId,
      at: at.getTime(),
      granted,
    }));
  }

  async takeBack(stored: readonly { readonly memberId: string; readonly at: string }[]): Promise<void> {
    await this.transactions.query(takeBack, [
      stored.map(({ memberId }) => memberId),
      stored.map(({ at }) => at),
    ]);
  }
}
