import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Coupons and offers may be limited per day, and the code that everyone types by itself. */
export class LimitsPerDayAndCode1764000000376 implements MigrationInterface {
  name = 'LimitsPerDayAndCode1764000000376';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update coupons set terms = jsonb_set(terms, '{limits}', terms->'limits' || '{"perDay": null, "perCode": null}');
      update offers set terms = jsonb_set(terms, '{limits}', terms->'limits' || '{"perDay": null, "perCode": null}');
      -- With the code that everyone types, not with a code for one use.
      alter table discount_redemptions add column by_code boolean not null default false;
      alter table discount_holds add column by_code boolean not null default false;
      update discount_redemptions r set by_code = true
      where r.sort = 'coupon' and not exists (
        select from coupon_codes c where c.coupon_id = r.discount_id and (c.purchase_id = r.purchase_id or c.redemption_id = r.id));
      update discount_holds h set by_code = true
      where h.sort = 'coupon' and not exists (
        select from coupon_codes c where c.coupon_id = h.discount_id and c.held_by = h.checkout_id);
      create index discount_redemptions_day on discount_redemptions (discount_id, local_day);
      create index discount_redemptions_code on discount_redemptions (discount_id) where by_code;
      drop index discount_redemptions_discount;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index discount_redemptions_discount on discount_redemptions (discount_id);
      drop index discount_redemptions_day, discount_redemptions_code;
      alter table discount_redemptions drop column by_code;
      alter table discount_holds drop column by_code;
      update coupons set terms = jsonb_set(terms, '{limits}', (terms->'limits') - '{perDay,perCode}'::text[]);
      update offers set terms = jsonb_set(terms, '{limits}', (terms->'limits') - '{perDay,perCode}'::text[]);
    `);
  }
}
