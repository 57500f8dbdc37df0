-- The lock of open_wallets alone, for who needs nothing of the wallet.
create or replace function lock_wallets(member_ids uuid[]) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform from wallets w where w.member_id = any(member_ids) order by w.member_id for update;
end $$;
