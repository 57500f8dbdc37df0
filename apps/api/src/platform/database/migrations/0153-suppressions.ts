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
];
const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const kindsAllowed = (more: readonly string[]): string => `
  alter table exports drop constraint exports_kind_check;
  alter table exports add constraint exports_kind_check check (kind in (${listed([...kinds, ...more])}));`;

/** Addresses that get neither advertising nor surveys, whatever a consent says. */
export class Suppressions1764000001530 implements MigrationInterface {
  name = 'Suppressions1764000001530';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table suppressions (
        -- A hash of the address by the key of codes. The address is nowhere, so the row outlives its owner's membership.
        id uuid primary key,
        kind text not null check (kind in ('email', 'phone')),
        reason text not null check (reason in ('unsubscribed-by-request', 'hard-bounce', 'complaint', 'manual')),
        source text not null check (source in ('staff', 'api-key', 'mail-server', 'erasure')),
        added_at timestamptz not null
      );
      create index suppressions_added on suppressions (added_at desc, id desc);
      ${kindsAllowed(['suppressions'])}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `delete from exports where kind = 'suppressions'; ${kindsAllowed([])} drop table suppressions`,
    );
  }
}
