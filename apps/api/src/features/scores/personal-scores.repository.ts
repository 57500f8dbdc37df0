import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { ConsentWithdrawals } from '../members/index.ts';
import { MemberScoresRepository } from './member-scores.repository.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-scores-told',
  `select r.as_of as "asOf", s.recency, s.frequency, s.monetary, s.class, s.days, s.purchases, s.value, s.rank
   from member_scores s join score_runs r on r.id = s.run_id where s.member_id = $1 and r.is_current`,
);
const eraseValues = statement('personal-score-values-erase', 'delete from score_values where member_id = $1');

/** What the club computed about a member. */
@Injectable()
export class PersonalScores {
  constructor(
    personal: PersonalData,
    withdrawals: ConsentWithdrawals,
    transactions: Transactions,
    scores: MemberScoresRepository,
  ) {
    withdrawals.register('profiling', (memberIds) => scores.forget(memberIds));
    personal.register({
      name: 'scores',
      tables: {
        member_scores: { merges: stays('computed again for the survivor'), leaves: 'nothing', told },
        score_values: {
          merges: stays('values of a run'),
          leaves: 'nothing',
          told: 'sums of the purchases, while scores are computed',
        },
      },
      erase: async ({ memberId }) => {
        await scores.forget([memberId]);
        await transactions.query(eraseValues, [memberId]);
      },
    });
  }
}
