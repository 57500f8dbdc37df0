import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const nicknames = statement(
  'moderation-nicknames',
  'select member_id as "memberId", nickname from nicknames where member_id = any($1::uuid[])',
);

/** What members are called in communities. */
@Injectable()
export class AuthorNames {
  constructor(private readonly transactions: Transactions) {}

  async of(memberIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.transactions.query(nicknames, [memberIds]);
    return new Map(rows.map(({ memberId, nickname }) => [memberId, nickname]));
  }
}
