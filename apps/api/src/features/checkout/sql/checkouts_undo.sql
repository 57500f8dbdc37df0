-- Returns change nothing about a checkout, so there are no rows.
create or replace function checkouts_undo(rows jsonb) returns void language sql volatile as $$
$$;
