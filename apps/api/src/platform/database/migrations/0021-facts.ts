import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Facts1764000000021 implements MigrationInterface {
  name = 'Facts1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table exchange_rates (
        reporting char(3) not null,
        currency char(3) not null,
        from_date date not null,
        rate numeric(16, 9) not null check (rate > 0),
        primary key (reporting, currency, from_date),
        check (currency <> reporting)
      );

      -- What the purchase is worth in the reporting currency, by the rate of its day. All null while no rate is known.
      alter table purchases
        add column reporting_currency char(3),
        add column exchange_rate numeric(16, 9),
        add column reporting_gross bigint,
        add constraint purchases_reporting check (num_nulls(reporting_currency, exchange_rate, reporting_gross) in (0, 3));
      update purchases p set reporting_currency = p.currency, exchange_rate = 1, reporting_gross = p.gross
      from clubs c where p.currency = c.reporting_currency;
      create index purchases_without_rate on purchases (id) where reporting_gross is null;

      create table member_facts (
        member_id uuid primary key references members on delete cascade,
        purchases bigint not null default 0,
        spend bigint not null default 0,
        unconverted bigint not null default 0,
        first_purchase_at timestamptz,
        last_purchase_at timestamptz,
        visits bigint not null default 0,
        home_location_id uuid,
        points bigint not null default 0,
        due_at timestamptz,
        tier_id uuid,
        event_number bigint not null default 0,
        updated_at timestamptz not null default now()
      );
      insert into member_facts (member_id) select id from members;
      create index member_facts_points on member_facts (points desc, member_id desc);
      create index member_facts_last_purchase on member_facts ((coalesce(last_purchase_at, 'epoch'::timestamptz)) desc, member_id desc);
      create index member_facts_due on member_facts (due_at) where due_at is not null;
      create index member_facts_tier on member_facts (tier_id);

      -- How far the one rebuild is; \`definition\` names what the facts were made by.
      create table member_facts_rebuild (
        id smallint primary key default 1 check (id = 1),
        definition text not null,
        after_member uuid,
        done bigint not null default 0,
        total bigint not null,
        started_at timestamptz not null,
        finished_at timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table member_facts_rebuild, member_facts;
      alter table purchases drop column reporting_currency, drop column exchange_rate, drop column reporting_gross;
      drop table exchange_rates;
    `);
  }
}
