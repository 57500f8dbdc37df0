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

/** The list of offers can be exported. */
export class ExportedOffers1764000000214 implements MigrationInterface {
  name = 'ExportedOffers1764000000214';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kindsAllowed(['offers']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from exports where kind = 'offers'; ${kindsAllowed([])}`);
  }
}
