import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cards of other programmes, with letters and other lengths, and how the club numbers its own. */
export class CardNumbers1764000002550 implements MigrationInterface {
  name = 'CardNumbers1764000002550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clubs add column cards jsonb not null default '{"prefix": "4021", "length": 16}';
      -- In the order of bytes, in which a search by the first characters uses the index.
      alter table cards alter column number type text collate "C" using number::text;
      -- Cards that look like barcodes of goods.
      create index cards_barcodes on cards (number) where length(number) in (8, 12, 13, 14);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index cards_barcodes;
      delete from cards where number !~ '^[0-9]{16}$';
      alter table cards alter column number type char(16) using number::char(16);
      alter table clubs drop column cards;
    `);
  }
}
