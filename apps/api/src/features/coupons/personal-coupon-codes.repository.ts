import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-coupon-codes-told',
  `select coupon_id as "coupon", ending, issued_at as "issuedAt", expires_at as "expiresAt", used_at as "usedAt"
   from coupon_codes where member_id = $1 order by issued_at, coupon_codes.id`,
);
// Nobody can read or use it any more.
const erase = statement(
  'personal-coupon-codes-erase',
  `update coupon_codes set sealed = null, expires_at = coalesce(least(expires_at, issued_at), issued_at) where member_id = $1`,
);

/** The coupon codes of a member. What was used stays in the books under the member's id. */
@Injectable()
export class PersonalCouponCodes {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'coupon-codes',
      tables: { coupon_codes: { merges: moves(['id']), leaves: 'pseudonym', told } },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
