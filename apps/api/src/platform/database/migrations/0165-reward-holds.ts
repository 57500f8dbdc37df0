import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reserved checkout holds its rewards. */
export class RewardHolds1764000001650 implements MigrationInterface {
  name = 'RewardHolds1764000001650';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A piece of a reward that a reserved checkout holds: of the stock, and its points.
      create table reward_holds (
        -- Of the voucher that it becomes.
        voucher_id uuid primary key,
        checkout_id uuid not null,
        reward_id uuid not null references rewards (id),
        member_id uuid not null,
        -- Where the piece lies; null: at every location.
        location_id uuid,
        -- In the journal.
        points_hold_id uuid not null,
        -- From then on it counts as given back.
        held_until timestamptz not null
      );
      create index reward_holds_checkout on reward_holds (checkout_id);
      create index reward_holds_reward on reward_holds (reward_id);
      create index reward_holds_member on reward_holds (member_id);
      create index reward_holds_until on reward_holds (held_until);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reward_holds');
  }
}
