import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-member-merges-told',
  `select survivor_id as "survivor", duplicate_id as "duplicate", merged_at as "mergedAt", undone_at as "undoneAt"
   from merges where survivor_id = $1 or duplicate_id = $1 order by merged_at`,
);
const erase = statement(
  'personal-member-merges-erase',
  'update merges set people = null where (survivor_id = $1 or duplicate_id = $1) and people is not null',
);

const erasePairs = statement(
  'personal-duplicate-pairs-erase',
  'delete from duplicate_pairs where member_id = $1 or other_id = $1',
);

/** That two memberships were merged stays; who they were goes with either of them. */
@Injectable()
export class PersonalMerges {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'merges',
      tables: {
        merges: { merges: stays('names both members'), leaves: 'pseudonym', told },
        duplicate_pairs: {
          merges: stays('the pair is decided by the merge'),
          leaves: 'nothing',
          told: 'guesses about other people, until staff look at them',
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
        await transactions.query(erasePairs, [memberId]);
      },
    });
  }
}
