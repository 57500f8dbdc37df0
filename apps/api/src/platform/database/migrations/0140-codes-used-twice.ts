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
  'discount-budget-nearly-used',
  'discount-budget-used-up',
];
const kindsAllowed = (more: readonly string[]): string => `
  alter table tasks drop constraint tasks_kind_check;
  alter table tasks add constraint tasks_kind_check
    check (kind in (${[...kinds, ...more].map((kind) => `'${kind}'`).join(', ')}));`;

/** A return may be taken back after its code was used again: then two purchases have it, and managers have a task. */
export class CodesUsedTwice1764000000340 implements MigrationInterface {
  name = 'CodesUsedTwice1764000000340';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Purchases whose goods all came back, with the codes that could be used again because of that.
      create table coupon_code_returns (
        purchase_id uuid not null,
        code_id uuid not null references coupon_codes on delete cascade,
        primary key (purchase_id, code_id)
      );
      create index coupon_code_returns_code on coupon_code_returns (code_id);
      -- The purchase with the same code.
      alter table tasks add column other_purchase_id uuid, add column other_receipt text;
      create unique index tasks_code_used_twice on tasks (purchase_id, discount_id) where kind = 'code-used-twice';
      alter table tasks drop constraint tasks_once;
      create unique index tasks_once on tasks (kind, member_id, purchase_id) where discount_id is null;
      ${kindsAllowed(['code-used-twice'])}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where kind = 'code-used-twice';
      drop index tasks_once;
      alter table tasks add constraint tasks_once unique (kind, member_id, purchase_id);
      drop index tasks_code_used_twice;
      alter table tasks drop column other_purchase_id, drop column other_receipt;
      ${kindsAllowed([])}
      drop table coupon_code_returns;
    `);
  }
}
