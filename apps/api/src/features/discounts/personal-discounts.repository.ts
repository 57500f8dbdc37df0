import { Injectable } from '@nestjs/common';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const redemptions = statement(
  'personal-discount-redemptions-told',
  `select sort, discount_id as "id", purchase_id as "purchase", location_id as "location", discount, points, trimmed, currency, redeemed_at as "redeemedAt", state
   from discount_redemptions where member_id = $1 order by redeemed_at, discount_redemptions.id`,
);

const holds = statement(
  'personal-discount-holds-told',
  `select sort, discount_id as "id", expires_at as "expiresAt" from discount_holds where member_id = $1 order by expires_at, discount_id`,
);

/** What was redeemed stays in the books under the member's id, like the purchases. */
@Injectable()
export class PersonalDiscounts {
  constructor(personal: PersonalData) {
    personal.register({
      name: 'discounts',
      tables: {
        discount_redemptions: {
          merges: moves(['id'], { purchase: 'purchase_id' }),
          leaves: 'pseudonym',
          told: redemptions,
        },
        discount_holds: {
          merges: stays('nothing may be held while members are merged'),
          leaves: 'pseudonym',
          told: holds,
        },
      },
    });
  }
}
