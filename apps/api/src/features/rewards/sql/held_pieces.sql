-- How many pieces of a reward checkouts hold, at all locations or at one. Those whose time is over count as given back.
create or replace function held_pieces(wanted uuid, wanted_location uuid, at timestamptz) returns int language sql stable as $$
  select count(*)::int from reward_holds h
  where h.reward_id = wanted and h.held_until > at and (wanted_location is null or h.location_id = wanted_location)
$$;
