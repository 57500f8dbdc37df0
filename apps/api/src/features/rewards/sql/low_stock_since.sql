-- When the club last changed a reward whose stock is low; null if there is enough of it, or no limit from which it is low.
create or replace function low_stock_since(wanted uuid) returns timestamptz language sql stable as $$
  select r.updated_at from rewards r where r.id = wanted and r.stock <= r.low_stock
$$;
