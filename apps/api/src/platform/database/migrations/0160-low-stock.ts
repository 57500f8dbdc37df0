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
  'code-used-twice',
];
const kindsAllowed = (more: readonly string[]): string => `
  alter table tasks drop constraint tasks_kind_check;
  alter table tasks add constraint tasks_kind_check
    check (kind in (${[...kinds, ...more].map((kind) => `'${kind}'`).join(', ')}));`;

/** Managers are told when the stock of a reward runs low. */
export class LowStock1764000000360 implements MigrationInterface {
  name = 'LowStock1764000000360';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rewards add low_stock int;
      alter table tasks add reward_id uuid;
      create index tasks_reward on tasks (reward_id) where reward_id is not null;
      ${kindsAllowed(['reward-stock-low'])}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where kind = 'reward-stock-low';
      ${kindsAllowed([])}
      alter table tasks drop column reward_id;
      alter table rewards drop column low_stock;
    `);
  }
}
