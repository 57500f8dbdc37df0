import { Injectable } from '@nestjs/common';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { ConsentWithdrawals } from '../members/index.ts';
import { statement } from './statements.ts';
import { VisitorsRepository } from './visitors.repository.ts';

const told = statement(
  'personal-visits-told',
  `select s.name as "page", e.kind, e.sku, e.words, e.quantity, e.at
   from collect_visitors v join collect_sites s on s.id = v.site_id
   join collected_events e on e.site_id = v.site_id and e.visitor_id = v.id
   where v.member_id = $1 order by e.at, e.id`,
);

/** What members did on the shop's web pages. It goes with the consent, and with the member. */
@Injectable()
export class PersonalVisits {
  constructor(personal: PersonalData, withdrawals: ConsentWithdrawals, visitors: VisitorsRepository) {
    withdrawals.register('tracking', (memberIds) => visitors.forgetMembers(memberIds));
    personal.register({
      name: 'collect',
      tables: {
        collect_visitors: {
          merges: stays('the duplicate agreed to it, not the survivor'),
          leaves: 'nothing',
          told,
        },
      },
      erase: ({ memberId }) => visitors.forgetMembers([memberId]),
    });
  }
}
