import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { statement } from './statements.ts';

// Lots in the order of their index. A member whose lots of one day expire at several moments is told with the first one. The last
// row says how far the page came.
const expiringNext = statement(
  'points-expiring-next',
  `with page as materialized (
     select l.expires_at, l.member_id from lots l
     where l.remaining > 0 and l.expires_at > $1 and l.expires_at <= $2 and (l.expires_at, l.member_id) > ($4::timestamptz, $5::uuid)
     order by l.expires_at, l.member_id limit $6
   ), found as (
     select p.member_id, ((p.expires_at - interval '1 millisecond') at time zone $3)::date as date, min(p.expires_at) as begins
     from page p group by 1, 2
   )
   select f.member_id, f.date, day.points, null as last_at from found f
   cross join lateral (
     select sum(l.remaining)::bigint as points, min(l.expires_at) as begins from lots l
     where l.member_id = f.member_id and l.remaining > 0 and l.expires_at > $1 and l.expires_at <= $2
       and ((l.expires_at - interval '1 millisecond') at time zone $3)::date = f.date
   ) day where day.begins = f.begins
   union all
   (select p.member_id, null, null, p.expires_at::text from page p order by p.expires_at desc, p.member_id desc limit 1)`,
);

/** How far a page came. */
export interface LastExpiring {
  /** As PostgreSQL writes it: to the microsecond. */
  readonly at: string;
  readonly memberId: string;
}

/** Before everything that expires. */
const first: LastExpiring = { at: '-infinity', memberId: lowestId };

export interface ExpiryWindow {
  readonly from: Instant;
  readonly until: Instant;
  readonly zone: string;
}

/** Points that expire, by member and day. */
@Injectable()
export class ExpiringRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Of the next so many lots, in the order of their expiry. The last row has `last_at`; no row at the end. */
  async next(
    { from, until, zone }: ExpiryWindow,
    after: LastExpiring | null,
    lots: number,
  ): Promise<RowOf<typeof expiringNext>[]> {
    const { at, memberId } = after ?? first;
    return this.transactions.query(expiringNext, [isoOf(from), isoOf(until), zone, at, memberId, lots]);
  }
}
