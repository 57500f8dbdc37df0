-- What goods are about: the article itself, and its category as the club maps it.
create or replace function interests_of_goods(article text, goods_category text) returns text[] language sql stable as $$
  select array(
    select unnest(product_interests(article))
    union
    select jsonb_array_elements_text(c.entry -> 'interests')
    from interest_settings s cross join jsonb_array_elements(s.categories) as c(entry)
    where c.entry ->> 'category' = goods_category)
$$;
