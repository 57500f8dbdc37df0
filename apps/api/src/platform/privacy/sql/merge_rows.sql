-- Gives the taker all rows of a table that name the giver, but those whose like the taker has (`once`). Returns the keys of the rows.
-- The names come from the claims of the features, never from a request.
create or replace function merge_rows(of_table text, named text, keys text[], once text[], giver uuid, taker uuid)
returns jsonb language plpgsql volatile as $$
declare
  moved jsonb;
begin
  execute format(
    'with moved as (
       update %1$I t set %2$I = $2 where t.%2$I = $1 %3$s returning jsonb_build_array(%4$s) as key
     )
     select coalesce(jsonb_agg(key), ''[]'') from moved',
    of_table, named,
    case when once = '{}' then '' else format('and not exists (select from %1$I o where o.%2$I = $2 and %3$s)', of_table, named,
      (select string_agg(format('o.%1$I is not distinct from t.%1$I', k), ' and ') from unnest(once) k)) end,
    (select string_agg(format('t.%I', k), ', ') from unnest(keys) k))
  into moved using giver, taker;
  return moved;
end $$;
