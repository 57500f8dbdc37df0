import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reward may keep its stock by location. Its vouchers are picked up where their piece lies. */
export class StockByLocation1764000001660 implements MigrationInterface {
  name = 'StockByLocation1764000001660';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of a reward with stock by location. The stock of the reward is their sum.
      create table reward_stocks (
        reward_id uuid not null references rewards (id),
        location_id uuid not null references locations (id),
        stock int not null check (stock >= 0),
        primary key (reward_id, location_id)
      );
      -- Null: at every location.
      alter table vouchers add pick_up_location_id uuid;
    `);
  }

  /** The sum stays, as the stock of the club. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table vouchers drop column pick_up_location_id;
      drop table reward_stocks;
    `);
  }
}
