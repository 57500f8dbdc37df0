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
];
const added = ['survey-answers'];
const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const kindsAllowed = (more: readonly string[]): string => `
  alter table exports drop constraint exports_kind_check;
  alter table exports add constraint exports_kind_check check (kind in (${listed([...kinds, ...more])}));`;

/** The answers to surveys can be exported. */
export class ExportedSurveyAnswers1764000001840 implements MigrationInterface {
  name = 'ExportedSurveyAnswers1764000001840';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kindsAllowed(added));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from exports where kind in (${listed(added)}); ${kindsAllowed([])}`);
  }
}
