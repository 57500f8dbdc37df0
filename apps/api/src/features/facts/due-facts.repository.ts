import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// It never waits for a row of facts: it may run in a transaction that has locked others. A note whose row is locked stays.
const take = statement(
  'due-facts-take',
  `with wanted as materialized (select n.ctid as place, n.member_id from due_facts n limit $1 for update skip locked),
   free as materialized (
     select f.member_id from member_facts f where f.member_id in (select w.member_id from wanted w) for update skip locked),
   taken as (
     delete from due_facts d using wanted w where d.ctid = w.place
       and (w.member_id in (select member_id from free)
         or not exists (select from member_facts f where f.member_id = w.member_id))
     returning d.member_id, d.source
   )
   select distinct member_id as "memberId", source from taken`,
);

@Injectable()
export class DueFactsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** At most so many notes, which are gone with the transaction. Each was committed together with its change. */
  async take(most: number): Promise<{ memberId: string; source: string }[]> {
    return this.transactions.query(take, [most]);
  }
}
