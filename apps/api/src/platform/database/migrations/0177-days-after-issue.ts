import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes for one use may end some days after they were made. */
export class DaysAfterIssue1764000000411 implements MigrationInterface {
  name = 'DaysAfterIssue1764000000411';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: codes for one use end with their coupon.
      alter table coupons add column days_after_issue int;
      -- Exclusive; null: the codes of the batch end with their coupon.
      alter table coupon_batches add column codes_end_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update coupon_codes set expires_at = null where batch_id is not null;
      alter table coupon_batches drop column codes_end_at;
      alter table coupons drop column days_after_issue;
    `);
  }
}
