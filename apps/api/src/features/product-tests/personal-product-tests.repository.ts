import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-test-applications-told',
  `select voucher_terms(t.reward_id)->'name' as product, a.post_id as "post", a.state, a.place, a.applied_at as "appliedAt",
     a.redemption_id as "redemption", a.opinion_id as "opinion"
   from product_test_applications a join product_tests t on t.post_id = a.post_id where a.member_id = $1 order by a.applied_at, a.id`,
);
const erase = statement(
  'personal-test-applications-erase',
  'delete from product_test_applications where member_id = $1',
);

/** Where a member applied for a sample. Nothing stays; an opinion that stays without a name still says that its sample was free. */
@Injectable()
export class PersonalProductTests {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'product-tests',
      tables: {
        product_test_applications: { merges: moves(['id'], { once: ['post_id'] }), leaves: 'nothing', told },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
