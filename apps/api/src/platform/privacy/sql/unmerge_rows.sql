-- Gives rows back by the keys that `merge_rows` returned, and those of these purchases.
create or replace function unmerge_rows(of_table text, named text, keys text[], moved jsonb, purchase text, purchases uuid[], giver uuid, taker uuid)
returns bigint language plpgsql volatile as $$
declare
  changed bigint;
begin
  execute format(
    'update %1$I t set %2$I = $2 where t.%2$I = $1 and (jsonb_build_array(%3$s) = any(array(select jsonb_array_elements($3))) or %4$s)',
    of_table, named, (select string_agg(format('t.%I', k), ', ') from unnest(keys) k),
    case when purchase is null then 'false' else format('t.%I = any($4)', purchase) end)
  using giver, taker, moved, purchases;
  get diagnostics changed = row_count;
  return changed;
end $$;
