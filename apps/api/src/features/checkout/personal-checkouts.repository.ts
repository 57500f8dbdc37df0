import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const checkouts = statement(
  'personal-checkouts-told',
  `select created_at as "createdAt", state, purchase_id as "purchase", cart, priced from checkouts where member_id = $1 order by created_at, id`,
);

const erase = statement(
  'personal-checkouts-erase',
  `update checkouts set cart = cart - 'manualDiscounts', priced = priced - 'manual' where member_id = $1 and cart ? 'giver'`,
);

const refusals = statement(
  'personal-coupon-refusals-told',
  `select refused_at as "refusedAt", coupon_id as "coupon", hint, problem from coupon_refusals where member_id = $1 order by refused_at, id`,
);

/** A checkout knows only the member's id, and goes after a month. Words about discounts by hand go with the member. */
@Injectable()
export class PersonalCheckouts {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
  ) {
    personal.register({
      name: 'checkouts',
      tables: {
        checkouts: { leaves: 'pseudonym', told: checkouts },
        coupon_refusals: { leaves: 'pseudonym', told: refusals },
      },
      erase: async ({ memberId }) => {
        await this.transactions.query(erase, [memberId]);
      },
    });
  }
}
