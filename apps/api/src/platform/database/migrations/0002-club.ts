import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Club1764000000002 implements MigrationInterface {
  name = 'Club1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table clubs (
        id smallint primary key default 1 check (id = 1),
        version int not null default 1,
        name text not null,
        accent text not null,
        languages text[] not null,
        time_zone text not null,
        reporting_currency char(3) not null,
        points jsonb not null,
        demo boolean not null default false
      );

      create table locations (
        id uuid primary key,
        version int not null default 1,
        code text not null unique,
        name text not null,
        kind text not null check (kind in ('shop', 'online')),
        currency char(3) not null,
        address text not null default '',
        opening_hours text not null default '',
        active boolean not null default true
      );

      create table products (
        id uuid primary key,
        version int not null default 1,
        sku text not null unique,
        name text not null,
        category text not null default '',
        brand text not null default '',
        kind text not null default 'goods',
        picture text not null default 'bag',
        prices jsonb not null default '[]',
        tax_rate numeric(5, 2) not null default 0,
        quick_key boolean not null default false,
        active boolean not null default true
      );
      create index products_search on products using gin ((sku || ' ' || name || ' ' || category || ' ' || brand) gin_trgm_ops);
      create index products_order on products (name, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table products, locations, clubs;
    `);
  }
}
