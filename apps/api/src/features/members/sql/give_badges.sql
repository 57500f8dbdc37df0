-- Gives members badges: `for` is what gave them, and takes them back with withdraw_badges().
create or replace function give_badges(badges jsonb) returns void language sql volatile as $$
  insert into member_badges (member_id, badge, given_for, given_at)
  select n.member_id, n.badge, n.given_for, n.given_at
  from jsonb_to_recordset(badges) as n(member_id uuid, badge text, given_for uuid, given_at timestamptz)
  on conflict do nothing
$$;
