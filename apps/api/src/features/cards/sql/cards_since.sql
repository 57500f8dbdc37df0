-- These cards and those that replaced them.
create or replace function cards_since(first uuid[]) returns setof uuid language sql stable as $$
  with recursive line as (
    select c.id, c.replaced_by from cards c where c.id = any(first)
    union
    select c.id, c.replaced_by from line join cards c on c.id = line.replaced_by
  )
  select id from line
$$;
