import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What visitors of the shop's own web pages do, with their consent. */
export class Collector1764000003460 implements MigrationInterface {
  name = 'Collector1764000003460';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table collect_sites (
        id uuid primary key,
        version int not null,
        name text not null,
        key text not null unique,
        -- Signs the tokens that name a member. It never leaves the server.
        secret bytea not null,
        origins text[] not null,
        state text not null check (state in ('collecting', 'paused')),
        created_at timestamptz not null
      );
      create table collect_visitors (
        site_id uuid not null references collect_sites (id),
        id uuid not null,
        member_id uuid references members (id),
        first_at timestamptz not null,
        last_at timestamptz not null,
        primary key (site_id, id)
      );
      create index collect_visitors_of_member on collect_visitors (member_id) where member_id is not null;
      create index collect_visitors_nobody on collect_visitors (last_at) where member_id is null;
      create table collected_events (
        site_id uuid not null,
        visitor_id uuid not null,
        id uuid not null,
        kind text not null check (kind in ('product-viewed', 'searched', 'added-to-cart')),
        sku text,
        words text,
        quantity int,
        results int,
        at timestamptz not null,
        primary key (site_id, visitor_id, id),
        foreign key (site_id, visitor_id) references collect_visitors (site_id, id) on delete cascade
      );
      create index collected_events_old on collected_events (at);
      create table collect_days (
        site_id uuid not null references collect_sites (id),
        day date not null,
        product_viewed int not null default 0,
        searched int not null default 0,
        added_to_cart int not null default 0,
        of_members int not null default 0,
        dropped int not null default 0,
        last_at timestamptz,
        primary key (site_id, day)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table collect_days, collected_events, collect_visitors, collect_sites');
  }
}
