import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { DaySums, SummedTable } from '../club/index.ts';
import { movedText } from './moved-text.ts';
import { statement } from './statements.ts';

const first = statement(
  'points-days-first',
  'select (min(effective_at) at time zone $1)::date as day from journal',
);
const remove = statement('points-days-remove', 'delete from points_days where day = any($1::date[])');
const sumUp = statement(
  'points-days-sum-up',
  `insert into points_days (day, issued, redeemed, expired, given, taken, claims, debt)
   select d.day, ${movedText}
   from unnest($1::date[]) d(day)
   join journal j on j.effective_at >= d.day::timestamp at time zone $2 and j.effective_at < (d.day + 1)::timestamp at time zone $2
   where j.currency = 'points' group by d.day`,
);
const clear = statement('points-days-clear', 'delete from points_days');

/** Points that moved, by local day. */
@Injectable()
export class PointsDays {
  constructor(transactions: Transactions, sums: DaySums) {
    sums.register(new SummedTable(transactions, 'points', { first, remove, sumUp, clear }));
  }
}
