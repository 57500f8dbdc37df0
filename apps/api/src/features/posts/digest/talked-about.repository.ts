import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../../platform/database/statement.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { statement } from '../statements.ts';

const since = statement(
  'posts-talked-about',
  `select title, community_id as "communityId" from posts
   where community_id = any($1::uuid[]) and state = 'shown' and active_at > $3 and title is not null
     and (author_id is null or author_id <> all($2::uuid[]))
   order by comments + hearts + thanks + clevers desc, active_at desc, id desc limit $4`,
);

@Injectable()
export class TalkedAboutRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Those with a title and something new, the most talked about first; none by these authors. */
  async since(
    communityIds: readonly string[],
    notBy: readonly string[],
    from: Date,
    most: number,
  ): Promise<RowOf<typeof since>[]> {
    return this.transactions.query(since, [communityIds, notBy, from, most]);
  }
}
