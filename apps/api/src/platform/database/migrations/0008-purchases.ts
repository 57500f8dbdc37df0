import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Purchases1764000000008 implements MigrationInterface {
  name = 'Purchases1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table purchases (
        id uuid primary key,
        member_id uuid,
        location_id uuid not null references locations,
        receipt_number text not null,
        till text,
        purchased_at timestamptz not null,
        booked_at timestamptz not null,
        currency char(3) not null,
        gross bigint not null,
        net bigint not null,
        payments jsonb not null default '[]',
        earned bigint not null default 0,
        transaction_id uuid,
        explanation jsonb not null default '[]',
        evaluation jsonb,
        claimed_at timestamptz,
        returned_gross bigint not null default 0,
        returned_points bigint not null default 0,
        returned_status bigint not null default 0,
        actor_kind text not null,
        actor_id uuid,
        constraint purchases_receipt unique (location_id, receipt_number)
      );
      create index purchases_member on purchases (member_id, purchased_at desc, id desc);
      create index purchases_receipt_number on purchases (receipt_number);
      create index purchases_newest on purchases (purchased_at desc, id desc);

      create table purchase_lines (
        purchase_id uuid not null references purchases,
        line int not null,
        sku text,
        name text,
        category text,
        brand text,
        kind text not null,
        quantity numeric(14, 3) not null,
        unit_price bigint,
        discount bigint not null default 0,
        amount bigint not null,
        net bigint not null,
        tax_rate numeric(5, 2) not null default 0,
        returned numeric(14, 3) not null default 0,
        returned_amount bigint not null default 0,
        primary key (purchase_id, line),
        check (returned <= quantity)
      );

      create table purchase_returns (
        id uuid primary key,
        purchase_id uuid not null references purchases,
        location_id uuid references locations,
        receipt_number text,
        returned_at timestamptz not null,
        booked_at timestamptz not null,
        reason text,
        lines jsonb not null,
        amount bigint not null,
        transaction_id uuid,
        taken_back bigint not null default 0,
        debt bigint not null default 0,
        forgiven bigint not null default 0,
        actor_kind text not null,
        actor_id uuid,
        constraint purchase_returns_receipt unique (location_id, receipt_number)
      );
      create index purchase_returns_purchase on purchase_returns (purchase_id);
      create index purchase_returns_newest on purchase_returns (returned_at);

      create table rule_grants (
        member_id uuid not null,
        rule_id uuid not null,
        purchase_id uuid not null,
        rule_version int not null,
        points bigint not null,
        local_day date not null,
        primary key (member_id, rule_id, local_day, purchase_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table rule_grants, purchase_returns, purchase_lines, purchases;
    `);
  }
}
