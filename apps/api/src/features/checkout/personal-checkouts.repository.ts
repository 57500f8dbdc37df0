import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
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

const open = statement(
  'personal-checkouts-open',
  `select exists (select from checkouts where member_id = $1 and state not in ('completed', 'cancelled') and expires_at > $2) as found`,
);

/** A checkout knows only the member's id, and goes after a month. Words about discounts by hand go with the member. */
@Injectable()
export class PersonalCheckouts {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
    clock: Clock,
  ) {
    personal.register({
      name: 'checkouts',
      tables: {
        checkouts: {
          merges: moves(['id'], { purchase: 'purchase_id' }),
          leaves: 'pseudonym',
          told: checkouts,
        },
        coupon_refusals: { merges: moves(['id']), leaves: 'pseudonym', told: refusals },
      },
      hindersMerge: async (memberId) => {
        const [row] = await this.transactions.query(open, [memberId, clock.date()]);
        return row?.found ?? false;
      },
      erase: async ({ memberId }) => {
        await this.transactions.query(erase, [memberId]);
      },
    });
  }
}
