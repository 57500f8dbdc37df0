-- What is known of a person today, and since when, as far as it is kept: loyalty's `PersonHistory`.
create or replace function member_person_history(wanted uuid) returns jsonb language sql stable as $$
  select member_person(m.id)::jsonb || jsonb_build_object(
    'emailConfirmedAt', (date_part('epoch', m.email_confirmed_at) * 1000)::bigint,
    'consentChanges', (
      select coalesce(jsonb_agg(jsonb_build_object('name', consent_name(c.purpose, c.channel), 'channel', c.channel, 'granted', c.granted,
        'at', (date_part('epoch', c.changed_at) * 1000)::bigint) order by c.changed_at), '[]')
      from consents c where c.member_id = m.id),
    'badgesGiven', (
      select coalesce(jsonb_agg(jsonb_build_object('badge', b.badge, 'at', (date_part('epoch', b.given_at) * 1000)::bigint)), '[]')
      from member_badges b where b.member_id = m.id))
  from members m where m.id = wanted
$$;
