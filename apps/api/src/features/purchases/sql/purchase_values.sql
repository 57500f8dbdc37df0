-- What members bought in a time, with its last moment: how often, when last, and what is left of it after returns in the club's currency.
-- `unconverted` purchases have no exchange rate yet and count without their amount. A member without purchases has no row.
create or replace function purchase_values(buyers uuid[], since timestamptz, until timestamptz)
returns table (member_id uuid, purchases bigint, value bigint, last_at timestamptz, unconverted bigint) language sql stable as $$
  select p.member_id, count(*), coalesce(sum(case
      when p.returned_gross = 0 or p.reporting_gross is null then p.reporting_gross
      when p.gross = 0 then 0
      else round(p.reporting_gross::numeric * (p.gross - p.returned_gross) / p.gross) end), 0)::bigint,
    max(p.purchased_at), count(*) filter (where p.reporting_gross is null)
  from purchases p
  where p.member_id = any(buyers) and p.purchased_at >= since and p.purchased_at <= until and not (p.returned_gross = p.gross
    and exists (select from purchase_returns r where r.purchase_id = p.id and r.reversed_at is null)
    and not exists (select from purchase_lines l where l.purchase_id = p.id and l.returned < l.quantity))
  group by p.member_id
$$;
