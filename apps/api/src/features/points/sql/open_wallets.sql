-- The lock comes first in a separate statement. A statement reads from the snapshot of its start, so one that
-- locked and read would read what was true before it waited, and overspend.
create or replace function open_wallets(member_ids uuid[], due_by timestamptz, with_lots boolean, transactions uuid[], spending bigint default null)
returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  merged boolean;
begin
  select bool_or(locked.merged_into is not null) into merged from (
    select w.merged_into from wallets w where w.member_id = any(member_ids) order by w.member_id for update) locked;
  if merged then
    raise exception 'a member was merged meanwhile' using errcode = 'serialization_failure';
  end if;
  return read_wallets(member_ids, due_by, with_lots, transactions, spending);
end $$;
