import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks for the team. The first kind: a member says that a receipt is wrong. */
export class Tasks1764000000047 implements MigrationInterface {
  name = 'Tasks1764000000047';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tasks (
        id uuid primary key,
        kind text not null check (kind in ('receipt-wrong')),
        state text not null check (state in ('open', 'reopened', 'done')),
        member_id uuid,
        purchase_id uuid,
        -- The number on the receipt, for lists.
        receipt text,
        -- Whose team sees it.
        location_id uuid,
        text text not null,
        -- The last day, in the club's time zone.
        due date not null,
        assignee_id uuid,
        assignee_name text,
        created_at timestamptz not null,
        done_at timestamptz,
        done_by uuid,
        done_name text,
        note text,
        constraint tasks_once unique (kind, member_id, purchase_id),
        constraint tasks_done check (state <> 'done' or done_at is not null)
      );
      create index tasks_member on tasks (member_id, created_at desc, id desc);
      create index tasks_newest on tasks (created_at desc, id desc);
      create index tasks_due on tasks (due, id) where state <> 'done';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tasks');
  }
}
