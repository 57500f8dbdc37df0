import { factColumns, type FactSource, type FactSelection } from './fact-source.ts';

interface FactValue {
  readonly column: string;
  /** The value of the source, or the empty value. */
  readonly value: string;
}

const valuesOf = (source: FactSource): FactValue[] =>
  source.columns.map((column) => ({
    column,
    value: `coalesce(${source.name}.${column}, ${factColumns[column]})`,
  }));

/**
 * The sources next to `wanted`, which has a column `member_id`: read together for all of `selection`, or member by member if
 * that is lateral.
 */
const joins = (
  sources: readonly FactSource[],
  selection: FactSelection,
  lateral: 'lateral' | '' = '',
): string =>
  sources
    .map(
      (source) =>
        `left join ${lateral} (${source.select(selection)}) ${source.name} on ${source.name}.member_id = wanted.member_id`,
    )
    .join('\n');

/**
 * Rewrites what these sources tell of the members `$1` in the zone `$2`; `$3` is the newest event they reflect. One statement
 * for all of them; correct rows stay as they are. Lock the rows in a separate statement first: a statement that
 * waits for a lock writes what was true before it waited. Member by member: PostgreSQL expects few members and compares
 * those of two lists with each other, which took most of the time with 500.
 */
export const refreshText = (sources: readonly FactSource[]): string => {
  const fresh = sources.flatMap(valuesOf);
  const columns = fresh.map(({ column }) => column);
  return `update member_facts f set ${columns.map((column) => `${column} = fresh.${column}`).join(', ')},
       event_number = greatest(f.event_number, $3), updated_at = $4
     from (
       select wanted.member_id, ${fresh.map(({ column, value }) => `${value} as ${column}`).join(', ')}
       from unnest($1::uuid[]) as wanted(member_id)
       ${joins(sources, { members: 'array[wanted.member_id]', zone: '$2::text' }, 'lateral')}
     ) fresh
     -- Not every source asks for the zone, and PostgreSQL wants to know its type.
     where f.member_id = fresh.member_id and $2::text is not null
       and (${columns.map((column) => `f.${column}`).join()}) is distinct from (${columns.map((column) => `fresh.${column}`).join()})`;
};

/**
 * Members with wrong facts, by id, each with the first wrong column. Has no parameters, so that a tool can run
 * it without the application. `settled` is a condition on `wanted.member_id` that skips members with pending
 * events.
 */
export const differencesText = (sources: readonly FactSource[], settled = 'true'): string => {
  const everyone = {
    members: 'array(select id from members)',
    zone: '(select time_zone from clubs)',
  };
  const compared = sources
    .flatMap(valuesOf)
    .map(({ column, value }, place) => `(${place}, '${column}', f.${column}::text, (${value})::text)`);
  return `select wanted.member_id, difference.name as column, difference.stored, difference.rightly as right
     from (select id as member_id from members where erased_at is null) wanted
     left join member_facts f on f.member_id = wanted.member_id
     ${joins(sources, everyone)}
     cross join lateral (
       select name, stored, rightly from (values ${compared.join(', ')}) fresh(place, name, stored, rightly)
       where stored is distinct from rightly order by place limit 1
     ) difference
     where ${settled}
     order by wanted.member_id`;
};
