-- The members who met an offer while this share of its audience was held out. PostgreSQL takes it for the table itself.
create or replace function offer_members(offer uuid, share int)
returns table (member_id uuid, arm text, met_at timestamptz) language sql stable as $$
  select a.member_id, a.arm, a.assigned_at from offer_assignments a where a.offer_id = offer and a.held_out = share
$$;
