import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-attendances-told',
  `select g.title as gathering, g.starts_at as "startsAt", a.state, a.mails, a.answered_at as "answeredAt", a.came_at as "cameAt",
     a.points
   from attendances a join gatherings g on g.id = a.gathering_id where a.member_id = $1 order by g.starts_at, g.id`,
);
const erase = statement('personal-attendances-erase', 'delete from attendances where member_id = $1');

/** Where a member was going. Nothing stays: the points have their own records. */
@Injectable()
export class PersonalGatherings {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'gatherings',
      tables: { attendances: { merges: moves(['id'], { once: ['gathering_id'] }), leaves: 'nothing', told } },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
