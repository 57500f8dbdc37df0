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
];
const kindsAllowed = (more: readonly string[]): string => `
  alter table exports drop constraint exports_kind_check;
  alter table exports add constraint exports_kind_check
    check (kind in (${[...kinds, ...more].map((kind) => `'${kind}'`).join(', ')}));`;

/** The list of coupons can be exported. */
export class ExportedCoupons1764000000331 implements MigrationInterface {
  name = 'ExportedCoupons1764000000331';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kindsAllowed(['offers', 'coupons']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from exports where kind = 'coupons'; ${kindsAllowed(['offers'])}`);
  }
}
