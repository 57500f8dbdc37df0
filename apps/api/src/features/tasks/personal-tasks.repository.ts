import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-tasks-told',
  `select kind, state, receipt, text, created_at as "createdAt", done_at as "doneAt", note from tasks where member_id = $1`,
);
const ids = statement('personal-tasks-ids', 'select id from tasks where member_id = $1');
// Nobody can answer it any more.
const erase = statement(
  'personal-tasks-erase',
  `update tasks set text = '', note = case when note is not null then '' end, state = 'done', done_at = coalesce(done_at, created_at)
   where member_id = $1`,
);

/** What a member reported, and what was answered. */
@Injectable()
export class PersonalTasks {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'tasks',
      tables: {
        tasks: {
          merges: moves(['id'], { once: ['kind', 'purchase_id', 'challenge_id'] }),
          leaves: 'pseudonym',
          told,
        },
      },
      identify: async (memberId) => {
        const rows = await transactions.query(ids, [memberId]);
        return { things: rows.map(({ id }) => id) };
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
