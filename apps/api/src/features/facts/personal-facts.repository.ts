import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-facts-told',
  `select purchases, spend, first_purchase_at as "firstPurchaseAt", last_purchase_at as "lastPurchaseAt", visits, points
   from member_facts where member_id = $1`,
);
const erase = statement('personal-facts-erase', 'delete from member_facts where member_id = $1');

/** An erased member has no facts: no list, segment or rule finds the member any more. */
@Injectable()
export class PersonalFacts {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'facts',
      tables: {
        member_facts: { leaves: 'nothing', told },
        member_facts_rebuild: { leaves: 'pseudonym', told: 'how far a rebuild of all facts has come' },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
