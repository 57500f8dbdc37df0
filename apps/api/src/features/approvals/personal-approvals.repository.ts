import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-approvals-told',
  `select kind, payload, state, asked_at as "askedAt", decided_at as "decidedAt", reason from approvals where member_id = $1`,
);
const ids = statement('personal-approvals-ids', 'select id from approvals where member_id = $1');
const waiting = statement(
  'personal-approvals-waiting',
  `select exists (select from approvals where member_id = $1 and state = 'waiting') as found`,
);
// What still waits can be done no more: nobody approves it.
const erase = statement(
  'personal-approvals-erase',
  `update approvals set payload = without_words(payload), reason = case when reason is not null then '' end,
     state = case state when 'waiting' then 'withdrawn' else state end,
     decided_at = coalesce(decided_at, $2) where member_id = $1`,
);

/** What waited for a second person about a member. */
@Injectable()
export class PersonalApprovals {
  constructor(personal: PersonalData, transactions: Transactions, clock: Clock) {
    personal.register({
      name: 'approvals',
      tables: {
        approvals: { merges: moves(['id']), leaves: 'pseudonym', told },
        approval_codes: {
          merges: stays('of who works here'),
          leaves: 'staff',
          told: 'hashes of codes of who works here',
        },
      },
      identify: async (memberId) => {
        const rows = await transactions.query(ids, [memberId]);
        return { things: rows.map(({ id }) => id) };
      },
      // It names the member by id, and would be booked after the merge.
      hindersMerge: async (memberId) => {
        const [row] = await transactions.query(waiting, [memberId]);
        return row?.found ?? false;
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId, clock.date()]);
      },
    });
  }
}
