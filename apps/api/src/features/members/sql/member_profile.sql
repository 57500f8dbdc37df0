create or replace function member_profile(wanted uuid) returns table (name text, language text, joined_at timestamptz)
  language sql stable as $$
  select member_name(wanted), m.language, m.joined_at from members m where m.id = wanted
$$;
