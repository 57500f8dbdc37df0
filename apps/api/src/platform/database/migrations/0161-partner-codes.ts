import type { MigrationInterface, QueryRunner } from 'typeorm';

const kindsAllowed = (table: string, more: readonly string[]): string => `
  alter table ${table} drop constraint ${table}_kind_check;
  alter table ${table} add constraint ${table}_kind_check
    check (kind in (${['product', 'discount', 'sample', 'ticket', ...more].map((kind) => `'${kind}'`).join(', ')}));`;

/** A reward may be a code that is used at a partner, from a pool of imported ones. */
export class PartnerCodes1764000000380 implements MigrationInterface {
  name = 'PartnerCodes1764000000380';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${kindsAllowed('rewards', ['partner-code'])}
      ${kindsAllowed('vouchers', ['partner-code'])}
      -- The codes that are left.
      alter table rewards add constraint rewards_pool_check check (kind <> 'partner-code' or stock is not null);
      create table partner_code_files (
        id uuid primary key,
        reward_id uuid not null references rewards (id),
        taken int not null,
        refused int not null,
        added_at timestamptz not null
      );
      create index partner_code_files_reward on partner_code_files (reward_id, added_at desc, id desc);
      create table partner_code_errors (
        file_id uuid not null references partner_code_files (id) on delete cascade,
        line int not null,
        reason text not null,
        primary key (file_id, line)
      );
      create table partner_codes (
        -- A keyed hash of the code.
        id uuid primary key,
        reward_id uuid not null references rewards (id),
        file_id uuid not null references partner_code_files (id),
        line int not null,
        -- Encrypted. Null once its member was erased.
        sealed bytea,
        added_at timestamptz not null,
        -- Null for one that nobody has.
        redemption_id uuid unique references redemptions (id)
      );
      create index partner_codes_free on partner_codes (reward_id, added_at, line) where redemption_id is null;
      create index partner_codes_given on partner_codes (reward_id) where redemption_id is not null;
    `);
  }

  /** The codes are gone. Their vouchers become those of products: the version before does not know them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table partner_codes;
      drop table partner_code_errors;
      drop table partner_code_files;
      alter table rewards drop constraint rewards_pool_check;
      alter table rewards drop constraint rewards_kind_check;
      alter table vouchers drop constraint vouchers_kind_check;
      update rewards set kind = 'product', state = 'paused' where kind = 'partner-code';
      update vouchers set kind = 'product' where kind = 'partner-code';
      alter table rewards add constraint rewards_kind_check check (kind in ('product', 'discount', 'sample', 'ticket'));
      alter table vouchers add constraint vouchers_kind_check check (kind in ('product', 'discount', 'sample', 'ticket'));
    `);
  }
}
