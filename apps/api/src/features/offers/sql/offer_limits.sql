-- An offer as the sale that redeems it needs it.
create or replace function offer_limits(offer uuid) returns table (id uuid, version int, limits jsonb, budget jsonb) language sql stable as $$
  select o.id, o.version, o.terms->'limits', o.terms->'budget' from offers o where o.id = offer
$$;
