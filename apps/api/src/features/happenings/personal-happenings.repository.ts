import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const erase = statement('personal-happenings-erase', 'delete from member_happenings where member_id = $1');

/** What happened to a member, as conditions ask it. */
@Injectable()
export class PersonalHappenings {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'happenings',
      tables: {
        member_happenings: {
          merges: moves(['name', 'at', 'cause', 'subject'], { once: ['name', 'at', 'cause', 'subject'] }),
          leaves: 'nothing',
          told: 'the same is in the log of events',
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
