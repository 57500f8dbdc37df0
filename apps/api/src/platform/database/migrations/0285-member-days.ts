import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members by the local day when they joined, so that the overview of a large club does not count all of them. */
export class MemberDays1764000002850 implements MigrationInterface {
  name = 'MemberDays1764000002850';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Without those who have closed the membership.
      create table member_days (
        day date primary key,
        members bigint not null
      );
      create function note_member_days() returns trigger language plpgsql as $$
      declare
        known day_sums;
      begin
        select * into known from day_sums where kind = 'members' and marked_until is not null;
        if not found then
          return null;
        end if;
        if tg_op = 'INSERT' then
          insert into day_sums_due (kind, day)
          select distinct 'members', (n.joined_at at time zone known.zone)::date from new_rows n
          where (n.joined_at at time zone known.zone)::date <= known.marked_until;
        elsif tg_op = 'DELETE' then
          insert into day_sums_due (kind, day)
          select distinct 'members', (o.joined_at at time zone known.zone)::date from old_rows o
          where (o.joined_at at time zone known.zone)::date <= known.marked_until;
        else
          insert into day_sums_due (kind, day)
          select distinct 'members', (changed.at at time zone known.zone)::date
          from old_rows o join new_rows n on n.id = o.id cross join lateral (values (o.joined_at), (n.joined_at)) changed(at)
          where (o.joined_at, o.status = 'closed') is distinct from (n.joined_at, n.status = 'closed')
            and (changed.at at time zone known.zone)::date <= known.marked_until;
        end if;
        return null;
      end $$;
      create trigger members_note_inserted after insert on members
        referencing new table as new_rows for each statement execute function note_member_days();
      create trigger members_note_updated after update on members
        referencing old table as old_rows new table as new_rows for each statement execute function note_member_days();
      create trigger members_note_deleted after delete on members
        referencing old table as old_rows for each statement execute function note_member_days();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger members_note_inserted on members;
      drop trigger members_note_updated on members;
      drop trigger members_note_deleted on members;
      drop function note_member_days();
      drop table member_days;
      delete from day_sums_due where kind = 'members';
      delete from day_sums where kind = 'members';
    `);
  }
}
