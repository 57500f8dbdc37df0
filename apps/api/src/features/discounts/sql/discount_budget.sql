-- Under which id the money of a discount's budget is counted, beside the uses that are counted under its own.
create or replace function discount_budget(discount uuid, currency text) returns uuid language sql immutable as $$
  select md5(discount::text || ':' || currency)::uuid
$$;
