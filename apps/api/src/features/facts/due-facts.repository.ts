import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const take = statement(
  'due-facts-take',
  `with taken as (
     delete from due_facts d where d.ctid = any(array(select n.ctid from due_facts n limit $1 for update skip locked))
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
