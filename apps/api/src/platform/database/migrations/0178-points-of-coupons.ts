import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Coupons and offers that lower no price but give points for the purchase. */
export class PointsOfCoupons1764000000412 implements MigrationInterface {
  name = 'PointsOfCoupons1764000000412';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table discount_redemptions drop constraint discount_redemptions_discount_check,
        add constraint discount_redemptions_discount_check check (discount >= 0),
        -- That its purchase earned by it, before any return.
        add column points bigint not null default 0 check (points >= 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update budget_shards s set used = s.used - gone.uses
      from (
        select r.discount_id, r.part, count(*) as uses from discount_redemptions r
        where r.discount = 0 and r.state = 'redeemed' group by 1, 2) gone
      where s.budget_id = gone.discount_id and s.per = 'total' and s.period_from = '-infinity' and s.shard = gone.part;
      delete from discount_redemptions where discount = 0;
      alter table discount_redemptions drop column points, drop constraint discount_redemptions_discount_check,
        add constraint discount_redemptions_discount_check check (discount > 0);
    `);
  }
}
