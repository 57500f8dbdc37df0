import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const changes = statement(
  'personal-segment-changes-told',
  `select segment_id as "segmentId", entered, changed_at as "changedAt" from segment_changes where member_id = $1 order by number`,
);
const eraseChanges = statement(
  'personal-segment-changes-erase',
  'delete from segment_changes where member_id = $1',
);

/** Which segments a member entered and left. */
@Injectable()
export class PersonalSegments {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'segments',
      tables: {
        segment_changes: { merges: stays('the history of a segment'), leaves: 'nothing', told: changes },
      },
      erase: async ({ memberId }) => {
        await transactions.query(eraseChanges, [memberId]);
      },
    });
  }
}
