import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulk changes remember what they gave each member, so that another bulk change can take it back, once. */
export class UndoneBulks1764000000334 implements MigrationInterface {
  name = 'UndoneBulks1764000000334';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table member_bulks
        add column undoes uuid references member_bulks (id),
        -- For each member; the reason is gone when the change is done, the figure stays.
        add column points int;
      create unique index member_bulks_undoing on member_bulks (undoes)
        where undoes is not null and state in ('waiting', 'running', 'done');
      alter table member_bulk_items
        -- The posting or the code. Null for what changed nothing.
        add column given uuid,
        -- The tag that was added or removed. It leaves with the member.
        add column tag text,
        -- Points that could not be taken back.
        add column missing int not null default 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from member_bulk_items where bulk_id in (select id from member_bulks where undoes is not null);
      delete from member_bulks where undoes is not null;
      drop index member_bulks_undoing;
      alter table member_bulks drop column undoes, drop column points;
      alter table member_bulk_items drop column given, drop column tag, drop column missing;
    `);
  }
}
