-- What a checkout takes off by hand is asked with the sale. There is nothing to find and nothing to lock.
create or replace function manual_discounts_read(sales jsonb, locked boolean) returns jsonb language sql stable as $$
  select jsonb_object_agg(n.index, n.asks->'manual') from jsonb_to_recordset(sales) as n(index int, asks jsonb) where n.asks ? 'manual'
$$;
