import { anniversaryIn, dayOf, hasYear } from '../calendar.ts';
import { operator, type Operator } from './operator.ts';

/**
 * All days are calendar days in the club's zone. The last n days end with today; the next n days begin with it. A date
 * without a year has only anniversaries.
 */
export const dates = {
  on: compared('=', (known, value) => known === value),
  before: compared('<', (known, value) => known < value),
  after: compared('>', (known, value) => known > value),
  'in-the-last-days': operator<'date', number>(
    'days',
    (known, days, { today }) => hasYear(known) && known <= today && dayOf(known) > dayOf(today) - days,
    (known, days, bind, today) =>
      `(${known} <= ${today()} and ${withYear(known)} > ${today()} - ${bind(days, 'integer')})`,
  ),
  /** At least this many days ago. */
  'not-in-the-last-days': operator<'date', number>(
    'days',
    (known, days, { today }) => hasYear(known) && dayOf(known) <= dayOf(today) - days,
    (known, days, bind, today) => `${withYear(known)} <= ${today()} - ${bind(days, 'integer')}`,
  ),
  'anniversary-within-days': operator<'date', number>(
    'days',
    (known, days, { today }) => {
      const year = Number(today.slice(0, 4));
      return [year, year + 1].some((one) => {
        const ahead = dayOf(anniversaryIn(one, known)) - dayOf(today);
        return ahead >= 0 && ahead < days;
      });
    },
    (known, days, bind, today) => {
      // As in memory, PostgreSQL takes 28 February where the year has no 29th.
      const years = `extract(year from ${today()})::int - extract(year from ${known})::int`;
      const ahead = (more: number): string =>
        `(${known} + make_interval(years => ${years} + ${more}))::date - ${today()}`;
      const count = bind(days, 'integer');
      const isNear = (more: number): string => `(${ahead(more)} >= 0 and ${ahead(more)} < ${count})`;
      return `(${isNear(0)} or ${isNear(1)})`;
    },
  ),
  /** The nearest anniversary is at most this many days before or after today. */
  'anniversary-around-days': operator<'date', number>(
    'days',
    (known, days, { today }) => {
      const year = Number(today.slice(0, 4));
      return [year - 1, year, year + 1].some(
        (one) => Math.abs(dayOf(anniversaryIn(one, known)) - dayOf(today)) <= days,
      );
    },
    (known, days, bind, today) => {
      const years = `extract(year from ${today()})::int - extract(year from ${known})::int`;
      const count = bind(days, 'integer');
      const isNear = (more: number): string =>
        `abs((${known} + make_interval(years => ${years} + ${more}))::date - ${today()}) <= ${count}`;
      return `(${isNear(-1)} or ${isNear(0)} or ${isNear(1)})`;
    },
  ),
  /** In the calendar month of today, in whatever year. */
  'anniversary-this-month': operator<'date', undefined>(
    'nothing',
    (known, _, { today }) => known.slice(-5, -3) === today.slice(5, 7),
    (known, _value, _bind, today) => `extract(month from ${known}) = extract(month from ${today()})`,
  ),
};

function compared(sign: string, holds: (known: string, value: string) => boolean): Operator<'date'> {
  return operator<'date', string>(
    'one',
    (known, value) => hasYear(known) && holds(known, value),
    (known, value, bind) => `${withYear(known)} ${sign} ${bind(value, 'date')}`,
  );
}

/** Null without a year, so that no comparison holds. */
function withYear(known: string): string {
  return `(case when ${known} >= date '0005-01-01' then ${known} end)`;
}
