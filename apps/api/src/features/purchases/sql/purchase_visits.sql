-- On how many local days a member bought something that was not returned whole. fact-source.ts explains the expression.
create or replace function purchase_visits(member uuid, counts_from timestamptz, counts_until timestamptz, zone text)
returns bigint language sql stable as $$
  select count(distinct (p.purchased_at at time zone zone)::date) from purchases p
  where p.member_id = member and p.purchased_at >= counts_from and p.purchased_at < counts_until
    and not (p.returned_gross = p.gross
      and exists (select from purchase_returns r where r.purchase_id = p.id and r.reversed_at is null)
      and not exists (select from purchase_lines l where l.purchase_id = p.id and l.returned < l.quantity))
$$;
