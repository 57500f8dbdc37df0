import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface MembersRow {
  /** Members who had joined before the end. */
  members: number;
  /** Members who joined in the period. */
  joined: number;
}

// Members who have since closed the membership are never counted.
const count = statement(
  'member-figures',
  `select count(*) filter (where joined_at < $2) as members, count(*) filter (where joined_at >= $1 and joined_at < $2) as joined
   from members where status <> 'closed'`,
);

/** Members of the whole club, for overviews and reports. */
@Injectable()
export class MemberFigures {
  constructor(private readonly transactions: Transactions) {}

  async count(from: Instant, until: Instant): Promise<MembersRow> {
    const [row] = await this.transactions.query(count, [isoOf(from), isoOf(until)]);
    return row ?? { members: 0, joined: 0 };
  }
}
