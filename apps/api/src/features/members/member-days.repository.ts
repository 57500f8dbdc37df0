import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { DaySums, SummedTable } from '../club/index.ts';
import { statement } from './statements.ts';

const first = statement(
  'member-days-first',
  'select (min(joined_at) at time zone $1)::date as day from members',
);
const remove = statement('member-days-remove', 'delete from member_days where day = any($1::date[])');
const sumUp = statement(
  'member-days-sum-up',
  `insert into member_days (day, members)
   select d.day, count(*) from unnest($1::date[]) d(day)
   join members m on m.joined_at >= d.day::timestamp at time zone $2 and m.joined_at < (d.day + 1)::timestamp at time zone $2
   where m.status <> 'closed' group by d.day`,
);
const clear = statement('member-days-clear', 'delete from member_days');

/** Members who have not closed the membership, by the local day when they joined. */
@Injectable()
export class MemberDays {
  constructor(transactions: Transactions, sums: DaySums) {
    sums.register(new SummedTable(transactions, 'members', { first, remove, sumUp, clear }));
  }
}
