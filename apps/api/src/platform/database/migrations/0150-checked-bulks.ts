import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulk changes that are tried before they happen, and those that give a reward. */
export class CheckedBulks1764000000350 implements MigrationInterface {
  name = 'CheckedBulks1764000000350';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table member_bulks add column dry_run boolean not null default false;
      alter table member_bulks drop constraint member_bulks_kind_check;
      alter table member_bulks add constraint member_bulks_kind_check
        check (kind in ('points', 'coupon', 'reward', 'add-tag', 'remove-tag', 'invite'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from member_bulk_items where bulk_id in (select id from member_bulks where kind = 'reward' or dry_run);
      delete from member_bulks where undoes in (select id from member_bulks where kind = 'reward');
      delete from member_bulks where kind = 'reward' or dry_run;
      alter table member_bulks drop column dry_run;
      alter table member_bulks drop constraint member_bulks_kind_check;
      alter table member_bulks add constraint member_bulks_kind_check
        check (kind in ('points', 'coupon', 'add-tag', 'remove-tag', 'invite'));
    `);
  }
}
