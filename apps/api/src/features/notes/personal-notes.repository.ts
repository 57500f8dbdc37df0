import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

// Members have a right to what is written about them, not to who wrote it.
const told = statement(
  'personal-notes-told',
  `select text, pinned, created_at as "createdAt", changed_at as "changedAt", deleted_at as "deletedAt"
   from member_notes where member_id = $1 order by created_at, id`,
);
const ids = statement('personal-notes-ids', 'select id from member_notes where member_id = $1');
const erase = statement('personal-notes-erase', 'delete from member_notes where member_id = $1');

/** What the team wrote about a member. */
@Injectable()
export class PersonalNotes {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'notes',
      tables: { member_notes: { merges: moves(['id']), leaves: 'nothing', told } },
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
