import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings, spanOf, spanText } from '../club/index.ts';
import { statement } from './statements.ts';

export interface MembersRow {
  /** Members who had joined before the end. */
  members: number;
  /** Members who joined in the period. */
  joined: number;
}

/** Earlier than anyone joined. */
const beforeAll = Date.UTC(1900, 0, 1);

// Members who have since closed the membership are never counted.
const count = statement(
  'member-figures',
  `with ${spanText('members')},
   joined as (
     select d.members from member_days d, span
     where d.day between span.first and span.last and d.day not in (select day from changed)
     union all
     select count(*) from part join members m on m.joined_at >= part.since and m.joined_at < part.until where m.status <> 'closed')
   select coalesce(sum(members), 0)::bigint as members from joined`,
);

/** Members of the whole club, for overviews and reports. */
@Injectable()
export class MemberFigures {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: ClubSettings,
  ) {}

  async count(from: Instant, until: Instant): Promise<MembersRow> {
    const { timeZone } = await this.settings.current();
    const before = async (since: Instant): Promise<number> => {
      const [row] = await this.transactions.query(count, spanOf(since, until, timeZone));
      return row?.members ?? 0;
    };
    return { members: await before(beforeAll), joined: await before(from) };
  }
}
