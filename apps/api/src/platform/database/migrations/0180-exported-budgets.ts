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
];
const added = ['budgets', 'manual-discounts'];
const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const kindsAllowed = (more: readonly string[]): string => `
  alter table exports drop constraint exports_kind_check;
  alter table exports add constraint exports_kind_check check (kind in (${listed([...kinds, ...more])}));`;

/** The lists of budgets and of discounts by hand can be exported. */
export class ExportedBudgets1764000000390 implements MigrationInterface {
  name = 'ExportedBudgets1764000000390';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kindsAllowed(added));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from exports where kind in (${listed(added)}); ${kindsAllowed([])}`);
  }
}
