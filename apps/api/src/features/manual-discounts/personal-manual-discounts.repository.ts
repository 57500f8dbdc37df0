import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-manual-discounts-told',
  `select purchase_id as "purchase", line, amount, currency, reason, given_at as "givenAt", ended_at as "endedAt"
   from manual_discounts where member_id = $1 order by given_at, id`,
);
const erase = statement(
  'personal-manual-discounts-erase',
  'update manual_discounts set reason = null where member_id = $1 and not listed',
);

/** The discounts stay in the books, like the purchases; words that someone wrote about them go. */
@Injectable()
export class PersonalManualDiscounts {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
  ) {
    personal.register({
      name: 'manual-discounts',
      tables: {
        manual_discounts: { merges: moves(['id'], { purchase: 'purchase_id' }), leaves: 'pseudonym', told },
      },
      erase: async ({ memberId }) => {
        await this.transactions.query(erase, [memberId]);
      },
    });
  }
}
