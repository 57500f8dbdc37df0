/** Of each day that is summed up and did not change since. */
export const memberDaysCheck = {
  what: 'The members of each day are those who joined on it',
  faults: `
    with state as (select zone, made_until from day_sums where kind = 'members' and made_until is not null),
      truth as (
        select (m.joined_at at time zone state.zone)::date as day, count(*) as members
        from members m, state where m.status <> 'closed' group by 1)
    select null::uuid as member_id, format('%s: %s, right is %s', day, d.members, t.members) as why
    from member_days d full join truth t using (day), state
    where day <= state.made_until and day not in (select day from day_sums_due where kind = 'members')
      and d.members is distinct from t.members`,
};
