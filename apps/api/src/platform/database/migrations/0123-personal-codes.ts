import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes of one member. */
export class PersonalCodes1764000000323 implements MigrationInterface {
  name = 'PersonalCodes1764000000323';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table coupon_codes
        -- Null for a code of one member.
        alter batch_id drop not null,
        -- Null for a code of a batch, which belongs to whoever has it.
        add column member_id uuid,
        add column issued_at timestamptz,
        -- Exclusive; null: it ends with its coupon.
        add column expires_at timestamptz,
        -- The code, encrypted by a key that comes from CODE_KEY. Null after an erasure.
        add column sealed bytea,
        add constraint coupon_codes_of_batch_or_member check ((batch_id is null) = (member_id is not null)),
        add constraint coupon_codes_issued check ((issued_at is null) = (member_id is null));
      create index coupon_codes_member on coupon_codes (member_id, issued_at desc, id desc) where member_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from coupon_codes where member_id is not null;
      alter table coupon_codes drop column member_id, drop column issued_at, drop column expires_at, drop column sealed,
        alter batch_id set not null;
    `);
  }
}
