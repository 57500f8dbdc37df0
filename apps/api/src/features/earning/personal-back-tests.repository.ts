import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-back-tests-told',
  `select b.created_at as "at", b.days, c.live_points as "pointsByTheRules", c.draft_points as "pointsByTheDraft"
   from back_test_members c join back_tests b on b.id = c.back_test_id where c.member_id = $1 order by b.created_at`,
);
const erase = statement('personal-back-tests-erase', 'delete from back_test_members where member_id = $1');

/** Members whose points a draft would have changed most. */
@Injectable()
export class PersonalBackTests {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'earning',
      tables: {
        back_tests: { merges: stays('names who asked'), leaves: 'staff', told: 'names only who asked' },
        back_test_members: {
          merges: stays('a test of the past names the member of that time'),
          leaves: 'nothing',
          told,
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
