import { isoOf, localDateOf, startOfDate, type Instant } from '@regulars/loyalty';
import type { SummedKind } from './day-sums.repository.ts';

/** From a moment until before another one, the zone, and the first and last local day that lie between them as a whole. */
export type SpanValues = readonly [from: string, until: string, zone: string, first: string, last: string];

/** The last day is before the first one if no whole day lies between. */
export const spanOf = (from: Instant, until: Instant, zone: string): SpanValues => {
  const begun = localDateOf(from, zone);
  const first = startOfDate(begun, zone) === from ? begun : begun.add({ days: 1 });
  const last = localDateOf(until, zone).subtract({ days: 1 });
  return [isoOf(from), isoOf(until), zone, first.toString(), last.toString()];
};

/**
 * SQL of the values `$1` to `$5` of a span: the summed days of it (`span.first` to `span.last`, without those in `changed`), and the
 * parts of which everything has to be read (`part.since`, `part.until`). One statement reads both, so that nothing is missed or counted
 * twice.
 */
export const spanText = (kind: SummedKind): string => `
  span as (
    select $4::date as first, (
      select least($5::date, s.made_until) from day_sums s
      where s.kind = '${kind}' and s.zone = $3 and s.made_until is not null) as last),
  changed as (select distinct u.day from day_sums_due u, span where u.kind = '${kind}' and u.day between span.first and span.last),
  part as (
    select $1::timestamptz as since, case when last >= first then first::timestamp at time zone $3 else $2::timestamptz end as until from span
    union all
    select (last + 1)::timestamp at time zone $3, $2::timestamptz from span where last >= first
    union all
    select day::timestamp at time zone $3, (day + 1)::timestamp at time zone $3 from changed)`;
