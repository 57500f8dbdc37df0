import type { FactColumns } from '@regulars/conditions';

/** After `from`: active members under an alias, as conditions about members ask them. With a `where` that can be extended. */
export const activeMembers = (member: string): string =>
  `members ${member} where ${member}.status = 'active'`;

/** Without staff, test and reseller cards, which no analysis counts. Books count everyone. */
export const customersOnly = (member: string): string =>
  `not exists (select from member_kinds k where k.member_id = ${member}.id)`;

const scored = (member: string, column: string): string =>
  `(select s.${column} from member_scored s where s.member_id = ${member}.id)`;

/** Facts of members for conditions, over a row of `members`. */
export const memberFactColumns = {
  'member.joined': (row, { zone }) => `(${row}.joined_at at time zone ${zone})::date`,
  'member.birthday': (row) => `${row}.birthday`,
  'member.age': (row, { today }) =>
    `(case when extract(year from ${row}.birthday) > 4 then
        extract(year from ${today}) - extract(year from ${row}.birthday)
        - (to_char(${today}, 'MMDD') < to_char(${row}.birthday, 'MMDD'))::int end)`,
  'member.language': (row) => `${row}.language`,
  'member.kind': (row) =>
    `coalesce((select k.kind from member_kinds k where k.member_id = ${row}.id), 'customer')`,
  'member.email-confirmed': (row) => `(${row}.email_confirmed_at is not null)`,
  'member.consents': (row) => `consents_given(${row}.id)`,
  'member.tags': (row) => `array(select t.tag from member_tags t where t.member_id = ${row}.id)`,
  'member.badges': (row) => `array(select b.badge from member_badges b where b.member_id = ${row}.id)`,
  'member.segments': (row) =>
    `array(select s.segment_id::text from member_segments s where s.member_id = ${row}.id)`,
  'member.interests': (row, { zone, today }) =>
    `array(select i.interest from member_interests i where i.member_id = ${row}.id
       and (i.until is null or (i.until at time zone ${zone})::date > ${today}))`,
  'member.group': (row) => scored(row, '"group"'),
  'member.class': (row) => scored(row, 'class'),
  'member.tenth': (row) => scored(row, 'tenth'),
  'member.score': (row, { key }) => `(${scored(row, 'own')} -> ${key} ->> 'value')::numeric`,
  'member.attribute': (row, { key }) =>
    `(case when jsonb_typeof(${row}.attributes -> ${key}) in ('string', 'boolean') then ${row}.attributes ->> ${key} end)`,
  'member.number-attribute': (row, { key }) =>
    `(case when jsonb_typeof(${row}.attributes -> ${key}) = 'number' then (${row}.attributes -> ${key})::numeric end)`,
} satisfies Partial<FactColumns<'member'>>;
