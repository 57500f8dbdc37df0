-- Gives back what checkouts hold of a discount beyond their time. Everywhere the holds of a discount lock before the parts of its
-- counter, and discounts by id.
create or replace function release_expired_discount(asked uuid, at timestamptz) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  released jsonb;
begin
  if not exists (select from discount_holds h where h.discount_id = asked and h.expires_at <= at) then
    return;
  end if;
  perform from discount_holds h where h.discount_id = asked and h.expires_at <= at order by h.checkout_id for update;
  perform lock_budget(asked, 'total', '-infinity');
  with gone as (delete from discount_holds h where h.discount_id = asked and h.expires_at <= at returning h.part)
  select jsonb_agg(jsonb_build_object('budget_id', asked, 'per', 'total', 'period_from', '-infinity', 'shard', g.part, 'points', -1))
  into released from gone g;
  perform spend_budgets(released);
end $$;
