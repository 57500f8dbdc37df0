import type { BookCheck } from './books.ts';
import { movedText } from './moved-text.ts';

const figures = ['issued', 'redeemed', 'expired', 'given', 'taken', 'claims', 'debt'];
const listed = (table: string): string => figures.map((name) => `${table}.${name}`).join(', ');

/** Of each day that is summed up and did not change since. */
export const pointsDaysCheck: BookCheck = {
  what: 'The points of each day are those of the journal',
  faults: `
    with state as (select zone, made_until from day_sums where kind = 'points' and made_until is not null),
      truth as (
        select (j.effective_at at time zone state.zone)::date as day, ${movedText}
        from journal j, state where j.currency = 'points' group by 1)
    select null::uuid as member_id, format('%s: %s, right is %s', day, row(${listed('d')}), row(${listed('t')})) as why
    from (select d.* from points_days d) d full join truth t using (day), state
    where day <= state.made_until and day not in (select day from day_sums_due where kind = 'points')
      and row(${listed('d')}) is distinct from row(${listed('t')})`,
};
