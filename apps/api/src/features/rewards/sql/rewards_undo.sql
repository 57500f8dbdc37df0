-- Everything of a sale was returned: the unused vouchers of its rewards are cancelled. Their points come back with the return. The caller
-- has locked them. Those that this sale used count as unused.
create or replace function rewards_undo(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update vouchers v set state = 'cancelled', used_at = null, used_location_id = null from jsonb_to_recordset(rows) as n(id uuid) where v.redemption_id = n.id;
  update redemptions d set cancelled_at = n.at from jsonb_to_recordset(rows) as n(id uuid, at timestamptz) where d.id = n.id;
  perform return_partner_code(n.id), return_reward_stock(n.id) from jsonb_to_recordset(rows) as n(id uuid);
end $$;
