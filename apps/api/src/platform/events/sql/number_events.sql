-- Ids are assigned in one order and committed in another, so only committed events get numbers. If a lock
-- separates two events of one member, the later one is committed after the earlier, so a reader who sees the later
-- sees both, and their ids give the order. Announces the first and last number of live events, as '17-23'. It runs
-- several times a second: planned each time, that took longer than the work.
create or replace function number_events(most integer) returns integer language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  before bigint;
  ids bigint[];
  numbered integer;
  first_live bigint;
  last_live bigint;
  moment timestamptz;
begin
  if not pg_try_advisory_xact_lock(7318222) then
    return null;
  end if;
  ids := array(select id from outbox order by id limit most);
  if cardinality(ids) = 0 then
    return 0;
  end if;
  select last_number into strict before from event_relay for update;
  moment := clock_timestamp();
  with taken as (
    delete from outbox where id = any(ids) returning *
  ), logged as (
    insert into event_log (number, recorded_at, id, name, member_id, at, origin, data)
    select before + row_number() over (order by id), moment, id, name, member_id, at, origin, data from taken
    returning number, origin
  )
  select count(*), min(number) filter (where origin = 'live'), max(number) filter (where origin = 'live')
  into numbered, first_live, last_live from logged;
  update event_relay set last_number = before + numbered;
  if first_live is not null then
    perform pg_notify('regulars_events', first_live || '-' || last_live);
  end if;
  return numbered;
end $$;
