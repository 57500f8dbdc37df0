import { Injectable } from '@nestjs/common';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

// A member who is held out sees nothing of the offer, but the copy of their data says it.
const assignments = statement(
  'personal-offer-assignments-told',
  `select offer_id as "offer", offer_version as "version", arm, assigned_at as "at", met, why, seen_at as "seenAt", opened_at as "openedAt",
     activated_at as "activatedAt" from offer_assignments where member_id = $1 order by assigned_at, offer_id`,
);

/** The arms that are compared stay under the member's id. */
@Injectable()
export class PersonalOffers {
  constructor(personal: PersonalData) {
    personal.register({
      name: 'offers',
      tables: {
        offer_assignments: {
          merges: moves(['offer_id'], { once: ['offer_id'] }),
          leaves: 'pseudonym',
          told: assignments,
        },
      },
    });
  }
}
