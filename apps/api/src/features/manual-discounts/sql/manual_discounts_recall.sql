-- What the effects say is enough.
create or replace function manual_discounts_recall(purchases uuid[]) returns jsonb language sql stable as $$
  select null::jsonb
$$;
