import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = [
  'members',
  'purchases',
  'journal',
  'products',
  'locations',
  'rewards',
  'rules',
  'tiers',
  'referrals',
  'staff',
  'mails',
  'audit',
  'keys',
  'overview',
  'offers',
  'coupons',
  'bulks',
  'budgets',
  'manual-discounts',
  'suppressions',
  'survey-answers',
];
const added = ['purchase-lines'];
const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const kindsAllowed = (more: readonly string[]): string => `
  alter table exports drop constraint exports_kind_check;
  alter table exports add constraint exports_kind_check check (kind in (${listed([...kinds, ...more])}));`;

/** Files written as their readers write numbers and dates, and purchases with their lines. */
export class ExportsForReaders1764000002650 implements MigrationInterface {
  name = 'ExportsForReaders1764000002650';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kindsAllowed(added));
    // Null: as programs read them.
    await runner.query(`alter table exports add column locale text check (locale in ('de', 'en', 'cs'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table exports drop column locale');
    await runner.query(`delete from exports where kind in (${listed(added)}); ${kindsAllowed([])}`);
  }
}
