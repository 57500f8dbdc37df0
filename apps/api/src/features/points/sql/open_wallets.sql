-- The lock comes first in a separate statement. A statement reads from the snapshot of its start, so one that
-- locked and read would read what was true before it waited, and overspend.
create or replace function open_wallets(member_ids uuid[], due_by timestamptz, with_lots boolean, transactions uuid[], spending bigint default null)
returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform from wallets w where w.member_id = any(member_ids) order by w.member_id for update;
  return read_wallets(member_ids, due_by, with_lots, transactions, spending);
end $$;
