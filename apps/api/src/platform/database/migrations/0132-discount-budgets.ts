import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = [
  'receipt-wrong',
  'stamp-missing',
  'budget-nearly-used',
  'budget-used-up',
  'shared-budget-nearly-used',
  'shared-budget-used-up',
  'referral-review',
  'referral-return-undone',
  'voucher-kept',
];
const kindsAllowed = (more: readonly string[]): string => `
  alter table tasks drop constraint tasks_kind_check;
  alter table tasks add constraint tasks_kind_check
    check (kind in (${[...kinds, ...more].map((kind) => `'${kind}'`).join(', ')}));`;
const ownKinds = ['discount-budget-nearly-used', 'discount-budget-used-up'];

/** Coupons and offers may have a budget in money. */
export class DiscountBudgets1764000000332 implements MigrationInterface {
  name = 'DiscountBudgets1764000000332';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update coupons set terms = terms || '{"budget": null}';
      update offers set terms = terms || '{"budget": null}';
      -- Null without a budget: then only its uses were counted.
      alter table discount_redemptions add column budget_part int;
      alter table discount_holds
        -- Null for holds of a time without budgets.
        add column discount bigint,
        add column currency text,
        add column budget_part int;
      -- Of a coupon or an offer whose budget it is about.
      alter table tasks add column discount_id uuid, add column discount_sort text check (discount_sort in ('coupon', 'offer'));
      ${kindsAllowed(ownKinds)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where discount_id is not null;
      alter table tasks drop column discount_id, drop column discount_sort;
      ${kindsAllowed([])}
      delete from budget_notices n using (
        select md5(d.id || ':' || b.currency)::uuid as id from (select id::text, terms from coupons union all select id::text, terms from offers) d
        cross join lateral jsonb_to_recordset(case jsonb_typeof(d.terms->'budget') when 'array' then d.terms->'budget' else '[]' end)
          as b(currency text)) gone where n.budget_id = gone.id;
      alter table discount_holds drop column discount, drop column currency, drop column budget_part;
      alter table discount_redemptions drop column budget_part;
      update coupons set terms = terms - 'budget';
      update offers set terms = terms - 'budget';
    `);
  }
}
