import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulk changes that give members codes of a coupon. */
export class CouponsForMany1764000000333 implements MigrationInterface {
  name = 'CouponsForMany1764000000333';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table member_bulks drop constraint member_bulks_kind_check;
      alter table member_bulks add constraint member_bulks_kind_check
        check (kind in ('points', 'coupon', 'add-tag', 'remove-tag', 'invite'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from member_bulk_items where bulk_id in (select id from member_bulks where kind = 'coupon');
      delete from member_bulks where kind = 'coupon';
      alter table member_bulks drop constraint member_bulks_kind_check;
      alter table member_bulks add constraint member_bulks_kind_check
        check (kind in ('points', 'add-tag', 'remove-tag', 'invite'));
    `);
  }
}
