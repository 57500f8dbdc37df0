import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-communities-told',
  `select community_id as "community", state, role, hears, message, reason, since from community_memberships
   where member_id = $1 order by since, community_id`,
);
const toldName = statement(
  'personal-nickname-told',
  'select nickname, chosen, listed, changed_at as "changedAt" from nicknames where member_id = $1',
);
const erase = statement(
  'personal-communities-erase',
  'delete from community_memberships where member_id = $1',
);
const eraseName = statement('personal-nickname-erase', 'delete from nicknames where member_id = $1');

/** Where a member belonged, and what others called them. Nothing stays. */
@Injectable()
export class PersonalCommunities {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'communities',
      tables: {
        community_memberships: {
          merges: moves(['community_id'], { once: ['community_id'] }),
          leaves: 'nothing',
          told,
        },
        nicknames: {
          merges: stays('the survivor keeps the own nickname'),
          leaves: 'nothing',
          told: toldName,
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
        await transactions.query(eraseName, [memberId]);
      },
    });
  }
}
