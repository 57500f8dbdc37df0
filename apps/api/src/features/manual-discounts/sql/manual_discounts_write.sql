-- What people of the team took off the goods of a sale.
create or replace function manual_discounts_write(rows jsonb) returns void language sql volatile as $$
  insert into manual_discounts (id, purchase_id, member_id, location_id, line, percent, amount, currency, reason, listed, actor_kind, actor_id, given_at)
  select n.id, n.purchase_id, n.member_id, n.location_id, n.line, n.percent, n.amount, n.currency, n.reason, n.listed, n.actor_kind, n.actor_id, n.given_at
  from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid, member_id uuid, location_id uuid, line int, percent int, amount bigint, currency text,
    reason text, listed boolean, actor_kind text, actor_id uuid, given_at timestamptz)
$$;
