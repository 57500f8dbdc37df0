import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData, type Retained } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const purchases = statement(
  'personal-purchases-told',
  `select id, receipt_number as "receipt", purchased_at as "purchasedAt", channel, currency, gross, net, earned, payments, codes
   from purchases where member_id = $1 order by purchased_at, id`,
);
const lines = statement(
  'personal-purchase-lines-told',
  `select l.purchase_id as "purchase", l.line, l.sku, l.name, l.quantity, l.unit_price as "unitPrice", l.discount, l.amount
   from purchase_lines l join purchases p on p.id = l.purchase_id where p.member_id = $1 order by l.purchase_id, l.line`,
);
const payments = statement(
  'personal-points-payments-told',
  `select y.purchase_id as "purchase", y.points, y.amount, y.given_back as "givenBack"
   from points_payments y join purchases p on p.id = y.purchase_id where p.member_id = $1 order by p.purchased_at, p.id`,
);
const returns = statement(
  'personal-purchase-returns-told',
  `select r.purchase_id as "purchase", r.returned_at as "returnedAt", r.amount, r.taken_back as "takenBack", r.reason,
          r.points_back as "pointsBack", r.reversed_at as "reversedAt", r.given_back as "givenBack", r.reversal_reason as "reversalReason"
   from purchase_returns r join purchases p on p.id = r.purchase_id where p.member_id = $1 order by r.returned_at`,
);
const effects = statement(
  'personal-sale-effects-told',
  `select e.purchase_id as "purchase", e.participant, e.kind, e.outcome, e.reason
   from sale_effects e join purchases p on p.id = e.purchase_id where p.member_id = $1`,
);
const grants = statement(
  'personal-rule-grants-told',
  'select rule_id as "rule", purchase_id as "purchase", points, local_day as "day" from rule_grants where member_id = $1',
);
const span = statement(
  'personal-purchases-span',
  `select count(*) as purchases, min(purchased_at) as first, max(greatest(purchased_at, booked_at)) as last
   from purchases where member_id = $1`,
);
const erase = statement(
  'personal-purchase-returns-erase',
  `update purchase_returns set reason = null, reversal_reason = null
   where (reason is not null or reversal_reason is not null) and purchase_id in (select id from purchases where member_id = $1)`,
);

/** Purchases stay in the books, under the member's id; whose they were is retained apart, as long as the law says. */
@Injectable()
export class PersonalPurchases {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
  ) {
    personal.register({
      name: 'purchases',
      tables: {
        purchases: { merges: moves(['id'], { purchase: 'id' }), leaves: 'pseudonym', told: purchases },
        purchase_lines: { merges: stays('of a purchase, which moves'), leaves: 'pseudonym', told: lines },
        points_payments: { merges: stays('of a purchase, which moves'), leaves: 'pseudonym', told: payments },
        purchase_returns: { merges: stays('of a purchase, which moves'), leaves: 'pseudonym', told: returns },
        sale_effects: { merges: stays('of a purchase, which moves'), leaves: 'pseudonym', told: effects },
        rule_grants: {
          merges: moves(['rule_id', 'local_day', 'purchase_id'], { purchase: 'purchase_id' }),
          leaves: 'pseudonym',
          told: grants,
        },
        buyer_days: {
          merges: stays('follows the purchases by triggers'),
          leaves: 'pseudonym',
          told: 'the days of the purchases, which are told',
        },
      },
      retain: (memberId) => this.#retain(memberId),
      erase: async ({ memberId }) => {
        await this.transactions.query(erase, [memberId]);
      },
    });
  }

  async #retain(memberId: string): Promise<Retained[]> {
    const [row] = await this.transactions.query(span, [memberId]);
    return row?.last ? [{ kind: 'bookkeeping', from: row.last, content: { ...row } }] : [];
  }
}
