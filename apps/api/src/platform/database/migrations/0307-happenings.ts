import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to members lately, for conditions. The consumer of events fills it with those of the past, too. */
export class Happenings1764000003070 implements MigrationInterface {
  name = 'Happenings1764000003070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_happenings (
        member_id uuid not null references members on delete cascade,
        name text not null,
        at timestamptz not null,
        -- What it came from, by which it can be undone: a purchase, a voucher …; the member if it has none.
        cause uuid not null,
        -- Which reward, coupon and so on: an id, or the code of a custom event; empty if it has none.
        subject text not null,
        primary key (member_id, name, at, cause, subject)
      );
      -- Answers conditions about all members without the table.
      create index member_happenings_name on member_happenings (name, at) include (member_id, subject);

      create trigger member_happenings_insert_notes_members after insert on member_happenings
        referencing new table as new_rows for each statement execute function note_changed_members();
      create trigger member_happenings_delete_notes_members after delete on member_happenings
        referencing old table as old_rows for each statement execute function note_changed_members();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_happenings');
  }
}
