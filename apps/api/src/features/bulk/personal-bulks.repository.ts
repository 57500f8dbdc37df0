import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-bulk-items-told',
  `select b.kind, i.state, b.created_at as "at" from member_bulk_items i join member_bulks b on b.id = i.bulk_id
   where i.member_id = $1 order by b.created_at`,
);
const erase = statement('personal-bulk-items-erase', 'delete from member_bulk_items where member_id = $1');

/** Bulk changes of a member. What they changed is told by the features that were changed. */
@Injectable()
export class PersonalBulks {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'bulk',
      tables: {
        member_bulks: { leaves: 'staff', told: 'names only who asked' },
        member_bulk_items: { leaves: 'nothing', told },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
