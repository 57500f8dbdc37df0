-- Cancelled redemptions stay cancelled, so there are no rows.
create or replace function rewards_redo(rows jsonb) returns void language sql volatile as $$
$$;
