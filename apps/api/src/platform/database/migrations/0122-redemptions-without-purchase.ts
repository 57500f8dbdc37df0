import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes that a till redeems which prices its sales itself. */
export class RedemptionsWithoutPurchase1764000000322 implements MigrationInterface {
  name = 'RedemptionsWithoutPurchase1764000000322';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: a till that prices its sales itself redeemed a code. We have no purchase of it.
      alter table discount_redemptions alter purchase_id drop not null;
      -- Of such a till, if the code is used.
      alter table coupon_codes add column redemption_id uuid;
      create index coupon_codes_redemption on coupon_codes (redemption_id) where redemption_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Codes that were used stay used.
      alter table coupon_codes drop column redemption_id;
      update budget_shards s set used = s.used - gone.uses
      from (
        select r.discount_id, r.part, count(*) as uses from discount_redemptions r
        where r.purchase_id is null and r.state = 'redeemed' group by 1, 2) gone
      where s.budget_id = gone.discount_id and s.per = 'total' and s.period_from = '-infinity' and s.shard = gone.part;
      delete from discount_redemptions where purchase_id is null;
      alter table discount_redemptions alter purchase_id set not null;
    `);
  }
}
