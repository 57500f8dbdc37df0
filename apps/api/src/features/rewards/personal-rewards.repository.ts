import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const redemptions = statement(
  'personal-redemptions-told',
  `select id, reward_id as "reward", points, redeemed_at as "redeemedAt", cancelled_at as "cancelledAt"
   from redemptions where member_id = $1 order by redeemed_at`,
);
const vouchers = statement(
  'personal-vouchers-told',
  `select code, kind, reward_name as "reward", state, issued_at as "issuedAt", expires_at as "expiresAt", used_at as "usedAt", to_pay as "toPay", event
   from vouchers where member_id = $1 order by issued_at`,
);

const gifts = statement(
  'personal-tier-gifts-told',
  `select tier_id as tier, reached_at as "reachedAt", redemption_id as redemption
   from tier_gifts where member_id = $1 order by reached_at`,
);

/** What was redeemed stays in the books, under the member's id. */
@Injectable()
export class PersonalRewards {
  constructor(personal: PersonalData) {
    personal.register({
      name: 'rewards',
      tables: {
        redemptions: { leaves: 'pseudonym', told: redemptions },
        tier_gifts: { leaves: 'pseudonym', told: gifts },
        vouchers: { leaves: 'pseudonym', told: vouchers },
      },
    });
  }
}
