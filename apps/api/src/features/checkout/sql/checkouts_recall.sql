-- Returns need nothing of a checkout.
create or replace function checkouts_recall(purchases uuid[]) returns jsonb language sql stable as $$
  select null::jsonb
$$;
