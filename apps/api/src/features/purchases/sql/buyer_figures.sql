-- Figures of what members bought so far, for conditions at a sale. `days` are the days of the sales to decide: the
-- result says which of them had a visit already. `member_facts` has the same figures, but may be a second late.
create or replace function buyer_figures(members uuid[], zone text, days date[]) returns json
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with kept as (
      select p.id, p.member_id, p.location_id, p.purchased_at, (p.purchased_at at time zone zone)::date as day, case
          when p.returned_gross = 0 or p.reporting_gross is null then p.reporting_gross
          when p.gross = 0 then 0
          else round(p.reporting_gross::numeric * (p.gross - p.returned_gross) / p.gross) end as spent,
        row_number() over (partition by p.member_id order by p.purchased_at desc, p.id desc) as newest
      from purchases p where p.member_id = any(members) and not (p.returned_gross = p.gross
        and exists (select from purchase_returns r where r.purchase_id = p.id and r.reversed_at is null)
        and not exists (select from purchase_lines l where l.purchase_id = p.id and l.returned < l.quantity))
    )
    select coalesce(json_agg(json_build_object('memberId', f.member_id, 'purchases', f.purchases, 'visits', f.visits,
      'spent', f.spent, 'firstPurchaseAt', f.first_at, 'lastPurchaseAt', f.last_at, 'newest', f.newest, 'days', f.visited)), '[]')
    from (
      select member_id, count(*) as purchases, count(distinct day) as visits,
        least(coalesce(sum(spent), 0), 9007199254740991)::bigint as spent,
        (date_part('epoch', min(purchased_at)) * 1000)::bigint as first_at, (date_part('epoch', max(purchased_at)) * 1000)::bigint as last_at,
        json_agg(json_build_object('id', id, 'locationId', location_id,
          'purchasedAt', (date_part('epoch', purchased_at) * 1000)::bigint)) filter (where newest <= 20) as newest,
        coalesce(json_agg(distinct day) filter (where day = any(days)), '[]') as visited
      from kept group by member_id) f);
end $$;
