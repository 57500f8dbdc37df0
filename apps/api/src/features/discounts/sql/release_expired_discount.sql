-- Gives back what checkouts hold of a discount beyond their time. Everywhere the holds of a discount lock before the parts of its
-- counter, these before those of its budget, and discounts by id.
create or replace function release_expired_discount(asked uuid, at timestamptz) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  released jsonb;
begin
  if not exists (select from discount_holds h where h.discount_id = asked and h.expires_at <= at) then
    return;
  end if;
  perform from discount_holds h where h.discount_id = asked and h.expires_at <= at order by h.checkout_id for update;
  perform lock_budget(asked, 'total', '-infinity');
  perform lock_budget(discount_budget(asked, c.currency), 'total', '-infinity') from (
    select distinct h.currency from discount_holds h
    where h.discount_id = asked and h.expires_at <= at and h.budget_part is not null order by h.currency) c;
  with gone as (delete from discount_holds h where h.discount_id = asked and h.expires_at <= at returning h.*)
  select jsonb_agg(jsonb_build_object('budget_id', g.budget_id, 'per', 'total', 'period_from', '-infinity', 'shard', g.shard,
    'points', g.points))
  into released from (
    select asked as budget_id, gone.part as shard, -1::bigint as points from gone
    union all
    select discount_budget(asked, gone.currency), gone.budget_part, -gone.discount from gone where gone.budget_part is not null) g;
  perform spend_budgets(released);
end $$;
