import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulk changes end when their approval is refused or withdrawn; until now they waited for ever. */
export class DeclinedBulks1764000000060 implements MigrationInterface {
  name = 'DeclinedBulks1764000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table member_bulks add column decided_by text;
      alter table member_bulks drop constraint member_bulks_state_check;
      alter table member_bulks add constraint member_bulks_state_check
        check (state in ('waiting', 'running', 'done', 'refused', 'withdrawn'));
      update member_bulks set decided_by = approved_by->>'name' where approved_by is not null;
      with declined as (
        update member_bulks b set state = a.state, decided_by = a.decided_name, finished_at = a.decided_at, action = null
        from approvals a where a.id = b.approval_id and b.state = 'waiting' and a.state in ('refused', 'withdrawn')
        returning b.id)
      delete from member_bulk_items where bulk_id in (select id from declined);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update member_bulks set state = 'done' where state in ('refused', 'withdrawn');
      alter table member_bulks drop constraint member_bulks_state_check;
      alter table member_bulks add constraint member_bulks_state_check check (state in ('waiting', 'running', 'done'));
      alter table member_bulks drop column decided_by;
    `);
  }
}
