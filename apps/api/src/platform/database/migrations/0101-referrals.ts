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

/** Links of members, and the friends who joined by them. */
export class Referrals1764000000197 implements MigrationInterface {
  name = 'Referrals1764000000197';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table referral_codes (
        member_id uuid primary key,
        code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
        created_at timestamptz not null
      );

      create table referrals (
        id uuid primary key,
        -- Who brought the friend; null once erased.
        member_id uuid,
        friend_id uuid unique,
        way text not null check (way in ('link', 'till')),
        joined_at timestamptz not null,
        state text not null check (state in ('open', 'review', 'paid', 'refused', 'lapsed', 'returned')),
        signs text[] not null default '{}',
        approved boolean not null default false,
        reason text,
        -- When the purchase that counts can no longer be returned; null until there is one.
        due_at timestamptz,
        ended_at timestamptz,
        purchase_id uuid,
        bought_at timestamptz,
        member_points bigint not null default 0,
        friend_points bigint not null default 0,
        member_event_id uuid,
        friend_event_id uuid,
        check (member_id <> friend_id)
      );
      create index referrals_member on referrals (member_id, joined_at desc, id desc);
      create index referrals_newest on referrals (joined_at desc, id desc);
      create index referrals_state on referrals (state, joined_at desc, id desc);
      create index referrals_open on referrals (id) where state = 'open';
      create index known_browsers_mark on known_browsers (mark_hash);
      create index referrals_purchase on referrals (purchase_id) where purchase_id is not null;
      ${kindsAllowed(['referrals'])}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from exports where kind = 'referrals';
      ${kindsAllowed([])}
      drop index known_browsers_mark;
      drop table referrals, referral_codes;
    `);
  }
}
