import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const add = statement(
  'merged-challenges-add',
  `insert into challenge_progress (member_id, challenge_id, period, counted, used)
   select $2, challenge_id, period, counted, used from challenge_progress where member_id = $1
   on conflict (member_id, challenge_id, period) do update set
     counted = challenge_progress.counted + excluded.counted, used = challenge_progress.used + excluded.used`,
);
const subtract = statement(
  'merged-challenges-subtract',
  `update challenge_progress p set counted = greatest(0, p.counted - d.counted), used = greatest(0, p.used - d.used)
   from challenge_progress d where d.member_id = $1 and p.member_id = $2 and p.challenge_id = d.challenge_id and p.period = d.period`,
);
const clear = statement(
  'merged-challenges-clear',
  `delete from challenge_progress p where p.member_id = $2 and p.counted = 0 and p.used = 0
     and exists (select from challenge_progress d where d.member_id = $1 and d.challenge_id = p.challenge_id and d.period = p.period)`,
);

/** What two members who are one person have collected counts together while they are merged. Under the locks of both wallets. */
@Injectable()
export class MergedChallenges {
  constructor(private readonly transactions: Transactions) {}

  async add(survivorId: string, duplicateId: string): Promise<void> {
    await this.transactions.query(add, [duplicateId, survivorId]);
  }

  /** What was collected and used in between stays with the survivor. */
  async subtract(survivorId: string, duplicateId: string): Promise<void> {
    await this.transactions.query(subtract, [duplicateId, survivorId]);
    await this.transactions.query(clear, [duplicateId, survivorId]);
  }
}
