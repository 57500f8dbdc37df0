import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes for one use each, made in batches. */
export class UniqueCodes1764000000320 implements MigrationInterface {
  name = 'UniqueCodes1764000000320';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A coupon may have unique codes only.
      alter table coupons alter code drop not null, alter code_key drop not null,
        add constraint coupons_code_has_key check ((code is null) = (code_key is null)),
        -- Whether a return of all goods makes a unique code usable again.
        add column codes_return boolean not null default true;

      create table coupon_batches (
        id uuid primary key,
        coupon_id uuid not null references coupons,
        kind text not null check (kind in ('made', 'imported')),
        prefix text not null,
        state text not null check (state in ('waiting', 'running', 'done', 'failed')),
        -- Codes.
        total int not null check (total > 0),
        done int not null default 0,
        created_at timestamptz not null,
        finished_at timestamptz,
        -- When the only file with the codes is deleted; null without a file.
        file_until timestamptz,
        -- Once: from then on nobody can read the codes.
        fetched_at timestamptz
      );
      create index coupon_batches_coupon on coupon_batches (coupon_id, created_at desc, id desc);
      create index coupon_batches_files on coupon_batches (file_until) where file_until is not null;

      create table coupon_codes (
        -- A keyed hash of the code (CODE_KEY). Nobody can get the code from it.
        id uuid primary key,
        coupon_id uuid not null references coupons,
        batch_id uuid not null references coupon_batches,
        -- The last characters, to tell codes apart.
        ending text not null check (length(ending) <= 4),
        -- Null until it is used, and again after a return.
        used_at timestamptz,
        purchase_id uuid,
        -- A reserved checkout. The hold ends at its time, by itself.
        held_by uuid,
        held_until timestamptz
      );
      create index coupon_codes_batch on coupon_codes (batch_id, id);
      create index coupon_codes_used on coupon_codes (batch_id) where used_at is not null;
      create index coupon_codes_held on coupon_codes (held_by) where held_by is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table coupon_codes, coupon_batches;
      alter table coupons drop constraint coupons_code_has_key, drop column codes_return;
      -- Before, each coupon had a code that everyone types.
      update coupons set code = upper(left(replace(id::text, '-', ''), 20)),
        code_key = translate(upper(left(replace(id::text, '-', ''), 20)), 'OIL', '011') where code is null;
      alter table coupons alter code set not null, alter code_key set not null;
    `);
  }
}
