-- What an article is about; none for one that the club does not know.
create or replace function product_interests(wanted text) returns text[] language sql stable as $$
  select coalesce((select p.interests from products p where p.sku = wanted), '{}')
$$;
