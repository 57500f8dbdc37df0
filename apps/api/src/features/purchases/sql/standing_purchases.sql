-- What a member bought since a moment, with what is left of it after returns in the club's currency. Purchases whose
-- exchange rate is not known yet are left out.
create or replace function standing_purchases(buyer uuid, since timestamptz)
returns table (id uuid, purchased_at timestamptz, spend bigint) language sql stable as $$
  select p.id, p.purchased_at, case
      when p.returned_gross = 0 then p.reporting_gross
      when p.gross = 0 then 0
      else round(p.reporting_gross::numeric * (p.gross - p.returned_gross) / p.gross)::bigint end
  from purchases p where p.member_id = buyer and p.purchased_at >= since and p.reporting_gross is not null
$$;
