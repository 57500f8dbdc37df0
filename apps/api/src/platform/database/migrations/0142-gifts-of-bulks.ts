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
];
const kindsAllowed = (more: readonly string[]): string => `
  alter table exports drop constraint exports_kind_check;
  alter table exports add constraint exports_kind_check
    check (kind in (${[...kinds, ...more].map((kind) => `'${kind}'`).join(', ')}));`;

/** Bulk changes remember which coupon or reward they give, and their list can be exported. */
export class GiftsOfBulks1764000000372 implements MigrationInterface {
  name = 'GiftsOfBulks1764000000372';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table member_bulks add column gives uuid;
      update member_bulks b set gives = coalesce(
        (b.action->>'couponId')::uuid, (b.action->>'rewardId')::uuid,
        (select c.coupon_id from member_bulk_items i join coupon_codes c on c.id = i.given where i.bulk_id = b.id limit 1),
        (select r.reward_id from member_bulk_items i join redemptions r on r.id = i.given where i.bulk_id = b.id limit 1))
      where b.kind in ('coupon', 'reward');
      ${kindsAllowed(['bulks'])}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from exports where kind = 'bulks';
      ${kindsAllowed([])}
      alter table member_bulks drop column gives;
    `);
  }
}
