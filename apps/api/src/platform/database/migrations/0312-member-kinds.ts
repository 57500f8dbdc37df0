import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members that are no customers: staff, test and reseller cards. Others have no row. */
export class MemberKinds1764000003120 implements MigrationInterface {
  name = 'MemberKinds1764000003120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_kinds (
        member_id uuid primary key references members on delete cascade,
        kind text not null check (kind in ('staff', 'test', 'reseller')),
        reason text not null,
        set_at timestamptz not null
      );
      ${operations.map((operation) => createTrigger(operation)).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_kinds');
  }
}

const operations = ['insert', 'update', 'delete'] as const;

const createTrigger = (operation: (typeof operations)[number]): string =>
  `create trigger member_kinds_${operation}_notes_members after ${operation} on member_kinds
     referencing ${operation === 'delete' ? 'old table as old_rows' : 'new table as new_rows'}
     for each statement execute function note_changed_members();`;
