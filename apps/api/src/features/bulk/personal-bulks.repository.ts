import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { Approvals } from '../approvals/index.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-bulk-items-told',
  `select b.kind, i.state, i.tag, b.created_at as "at" from member_bulk_items i join member_bulks b on b.id = i.bulk_id
   where i.member_id = $1 order by b.created_at`,
);
const approvals = statement(
  'personal-bulk-approvals',
  `select b.approval_id as id from member_bulks b join member_bulk_items i on i.bulk_id = b.id
   where i.member_id = $1 and b.approval_id is not null`,
);
// One that is not over yet goes on for the others, without a reason.
const forgetReason = statement(
  'personal-bulk-forget-reason',
  `update member_bulks b set action = jsonb_set(b.action, '{reason}', '""')
   where b.action ? 'reason' and b.id in (select bulk_id from member_bulk_items where member_id = $1)`,
);
const erase = statement('personal-bulk-items-erase', 'delete from member_bulk_items where member_id = $1');

/** Bulk changes of a member. What they changed is told by the features that were changed. */
@Injectable()
export class PersonalBulks {
  constructor(personal: PersonalData, transactions: Transactions, asked: Approvals) {
    const approvalsOf = async (memberId: string): Promise<string[]> =>
      (await transactions.query(approvals, [memberId])).map(({ id }) => id);
    personal.register({
      name: 'bulk',
      tables: {
        member_bulks: { merges: stays('names who asked'), leaves: 'staff', told: 'names only who asked' },
        member_bulk_items: {
          merges: stays('a change of many members names the member of that time'),
          leaves: 'nothing',
          told,
        },
      },
      // The audit log knows the decisions of these approvals, with the words of who decided.
      identify: async (memberId) => ({ things: await approvalsOf(memberId) }),
      erase: async ({ memberId }) => {
        await asked.forgetWords(await approvalsOf(memberId));
        await transactions.query(forgetReason, [memberId]);
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
