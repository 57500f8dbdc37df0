import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members pay with points. */
export class PointsPayments1764000000325 implements MigrationInterface {
  name = 'PointsPayments1764000000325';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: members cannot pay with points.
      alter table clubs add column points_payment jsonb;
      -- Of the points that the checkout holds.
      alter table checkouts add column hold_id uuid;
      create table points_payments (
        purchase_id uuid primary key,
        points bigint not null check (points > 0),
        -- A price reduction, in minor units.
        amount bigint not null check (amount > 0),
        -- What it took off each line.
        shares bigint[] not null,
        -- What returns give back first.
        first text not null check (first in ('points', 'money')),
        -- Points that returns have given back.
        given_back bigint not null default 0 check (given_back between 0 and points),
        -- What of the points is still paid: from which lots, by which transactions.
        paid jsonb not null
      );
      alter table purchase_returns add column points_back bigint not null default 0 check (points_back >= 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table purchase_returns drop column points_back;
      drop table points_payments;
      alter table checkouts drop column hold_id;
      alter table clubs drop column points_payment;
    `);
  }
}
