import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks about used vouchers that a return leaves, and about referrals whose return was a mistake. */
export class KeptVouchers1764000000216 implements MigrationInterface {
  name = 'KeptVouchers1764000000216';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong', 'stamp-missing', 'budget-nearly-used',
        'budget-used-up', 'shared-budget-nearly-used', 'shared-budget-used-up', 'referral-review', 'referral-return-undone',
        'voucher-kept'));
      drop index tasks_once_per_challenge;
      create unique index tasks_once_per_challenge on tasks (kind, member_id, challenge_id) where kind = 'stamp-missing';
      drop index tasks_referral;
      create unique index tasks_referral on tasks (kind, referral_id) where referral_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where kind in ('referral-return-undone', 'voucher-kept');
      drop index tasks_referral;
      create unique index tasks_referral on tasks (referral_id) where referral_id is not null;
      drop index tasks_once_per_challenge;
      create unique index tasks_once_per_challenge on tasks (kind, member_id, challenge_id) where challenge_id is not null;
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong', 'stamp-missing', 'budget-nearly-used',
        'budget-used-up', 'shared-budget-nearly-used', 'shared-budget-used-up', 'referral-review'));
    `);
  }
}
