-- How many checkouts hold a discount whose time ends after this moment.
create or replace function discount_held(asked uuid, at timestamptz) returns bigint language sql stable as $$
  select count(*) from discount_holds h where h.discount_id = asked and h.expires_at > at
$$;
