import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sales by local day and location, who bought on which day, and points by day, so that the overview of a large club adds up few rows. */
export class DaySums1764000002810 implements MigrationInterface {
  name = 'DaySums1764000002810';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table day_sums (
        kind text primary key,
        -- Days are those of this zone.
        zone text not null,
        -- A change of such a day is noted in day_sums_due.
        marked_until date,
        -- Once no older transaction runs, each of them has noted its changes.
        marked_by xid8,
        made_until date
      );
      -- Days that changed after they were summed up; any number of rows, so that nobody waits for another one.
      create table day_sums_due (
        kind text not null,
        day date not null
      );
      create index day_sums_due_day on day_sums_due (kind, day);

      create table sales_days (
        day date not null,
        location_id uuid not null,
        currency char(3) not null,
        purchases bigint not null,
        revenue bigint not null,
        with_card bigint not null,
        primary key (day, location_id, currency)
      );
      create table buyer_days (
        -- All zeros: anywhere in the club.
        location_id uuid not null,
        member_id uuid not null,
        day date not null,
        -- The last day before with a purchase there; null while it is not known.
        day_before date,
        primary key (location_id, member_id, day)
      );
      create index buyer_days_day on buyer_days (day);
      create index buyer_days_unknown on buyer_days (location_id, member_id, day) where day_before is null;
      -- How many members bought on a day, by their last day before. Members of a span of days: those whose day before is not in it.
      create table buyer_spans (
        location_id uuid not null,
        day date not null,
        day_before date not null,
        members bigint not null,
        primary key (location_id, day, day_before)
      );

      create table points_days (
        day date primary key,
        issued bigint not null,
        redeemed bigint not null,
        expired bigint not null,
        given bigint not null,
        taken bigint not null,
        -- What members can claim, and what they owe, more than before.
        claims bigint not null,
        debt bigint not null
      );
      create function note_points_days() returns trigger language plpgsql as $$
      declare
        known day_sums;
      begin
        select * into known from day_sums where kind = 'points' and marked_until is not null;
        if found then
          insert into day_sums_due (kind, day)
          select distinct 'points', (n.effective_at at time zone known.zone)::date from new_rows n
          where n.currency = 'points' and (n.effective_at at time zone known.zone)::date <= known.marked_until;
        end if;
        return null;
      end $$;
      create trigger journal_notes_days after insert on journal
        referencing new table as new_rows for each statement execute function note_points_days();

      create function note_sales_days() returns trigger language plpgsql as $$
      declare
        known day_sums;
      begin
        select * into known from day_sums where kind = 'sales' and marked_until is not null;
        if not found then
          return null;
        end if;
        if tg_table_name = 'purchases' and tg_op = 'INSERT' then
          insert into day_sums_due (kind, day)
          select distinct 'sales', (n.purchased_at at time zone known.zone)::date from new_rows n
          where (n.purchased_at at time zone known.zone)::date <= known.marked_until;
        elsif tg_table_name = 'purchases' and tg_op = 'DELETE' then
          insert into day_sums_due (kind, day)
          select distinct 'sales', (o.purchased_at at time zone known.zone)::date from old_rows o
          where (o.purchased_at at time zone known.zone)::date <= known.marked_until;
        elsif tg_table_name = 'purchases' then
          insert into day_sums_due (kind, day)
          select distinct 'sales', (changed.at at time zone known.zone)::date
          from old_rows o join new_rows n on n.id = o.id
          cross join lateral (
            select o.purchased_at union all select n.purchased_at
            union all select r.returned_at from purchase_returns r where r.purchase_id = n.id
            union all select r.reversed_at from purchase_returns r where r.purchase_id = n.id and r.reversed_at is not null) changed(at)
          where (o.member_id, o.purchased_at, o.location_id, o.currency, o.gross)
              is distinct from (n.member_id, n.purchased_at, n.location_id, n.currency, n.gross)
            and (changed.at at time zone known.zone)::date <= known.marked_until;
        elsif tg_op = 'DELETE' then
          insert into day_sums_due (kind, day)
          select distinct 'sales', (moment.at at time zone known.zone)::date
          from old_rows o cross join lateral (values (o.returned_at), (o.reversed_at)) moment(at)
          where (moment.at at time zone known.zone)::date <= known.marked_until;
        else
          insert into day_sums_due (kind, day)
          select distinct 'sales', (moment.at at time zone known.zone)::date
          from new_rows n cross join lateral (values (n.returned_at), (n.reversed_at)) moment(at)
          where (moment.at at time zone known.zone)::date <= known.marked_until;
        end if;
        return null;
      end $$;
      create trigger purchases_note_inserted after insert on purchases
        referencing new table as new_rows for each statement execute function note_sales_days();
      create trigger purchases_note_updated after update on purchases
        referencing old table as old_rows new table as new_rows for each statement execute function note_sales_days();
      create trigger purchases_note_deleted after delete on purchases
        referencing old table as old_rows for each statement execute function note_sales_days();
      create trigger returns_note_inserted after insert on purchase_returns
        referencing new table as new_rows for each statement execute function note_sales_days();
      create trigger returns_note_updated after update on purchase_returns
        referencing new table as new_rows for each statement execute function note_sales_days();
      create trigger returns_note_deleted after delete on purchase_returns
        referencing old table as old_rows for each statement execute function note_sales_days();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger purchases_note_inserted on purchases;
      drop trigger purchases_note_updated on purchases;
      drop trigger purchases_note_deleted on purchases;
      drop trigger returns_note_inserted on purchase_returns;
      drop trigger returns_note_updated on purchase_returns;
      drop trigger returns_note_deleted on purchase_returns;
      drop trigger journal_notes_days on journal;
      drop function note_sales_days();
      drop function note_points_days();
      drop table points_days, buyer_spans, buyer_days, sales_days, day_sums_due, day_sums;
    `);
  }
}
