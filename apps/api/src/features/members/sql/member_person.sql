-- What conditions at a sale ask of a person; facts.repository.ts has the same for lists and segments.
create or replace function member_person(wanted uuid) returns json language sql stable as $$
  select json_build_object('memberId', m.id, 'joinedAt', (date_part('epoch', m.joined_at) * 1000)::bigint,
    'birthday', birthday_text(m.birthday), 'language', m.language,
    'kind', coalesce((select k.kind from member_kinds k where k.member_id = m.id), 'customer'), 'emailConfirmed', m.email_confirmed_at is not null,
    'consents', consents_given(m.id),
    'tags', array(select t.tag from member_tags t where t.member_id = m.id),
    'badges', array(select distinct b.badge from member_badges b where b.member_id = m.id),
    'segments', array(select s.segment_id from member_segments s where s.member_id = m.id),
    'interests', coalesce((select json_agg(json_build_object('key', i.interest, 'until', (date_part('epoch', i.until) * 1000)::bigint))
      from member_interests i where i.member_id = m.id), '[]'), 'attributes', m.attributes,
    'scored', (select json_build_object('group', s."group", 'class', s.class, 'tenth', s.tenth,
      'own', (select coalesce(json_object_agg(o.key, o.value -> 'value'), '{}') from jsonb_each(s.own) o)) from member_scored s where s.member_id = m.id))
  from members m where m.id = wanted
$$;
