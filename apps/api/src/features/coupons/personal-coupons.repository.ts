import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const redemptions = statement(
  'personal-coupon-redemptions-told',
  `select coupon_id as "coupon", purchase_id as "purchase", discount, currency, redeemed_at as "redeemedAt", state from coupon_redemptions
   where member_id = $1 order by redeemed_at, id`,
);

const holds = statement(
  'personal-coupon-holds-told',
  `select coupon_id as "coupon", expires_at as "expiresAt" from coupon_holds where member_id = $1 order by expires_at, coupon_id`,
);

/** What was redeemed stays in the books under the member's id, like the purchases. */
@Injectable()
export class PersonalCoupons {
  constructor(personal: PersonalData) {
    personal.register({
      name: 'coupons',
      tables: {
        coupon_redemptions: { leaves: 'pseudonym', told: redemptions },
        coupon_holds: { leaves: 'pseudonym', told: holds },
      },
    });
  }
}
