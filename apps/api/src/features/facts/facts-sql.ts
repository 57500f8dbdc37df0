import { factColumns, type FactSource, type FactSelection } from './fact-source.ts';

interface FactValue {
  readonly column: string;
  /** What the source says, or the empty value. */
  readonly value: string;
}

const valuesOf = (source: FactSource): FactValue[] =>
  source.columns.map((column) => ({
    column,
    value: `coalesce(${source.name}.${column}, ${factColumns[column]})`,
  }));

/** The sources beside `wanted`, which has a column `member_id`. */
const joins = (sources: readonly FactSource[], selection: FactSelection): string =>
  sources
    .map(
      (source) =>
        `left join (${source.select(selection)}) ${source.name} on ${source.name}.member_id = wanted.member_id`,
    )
    .join('\n');

/**
 * Writes the facts of the members `$1` anew, in the zone `$2`; the newest event that they know is `$3`. One statement for all
 * sources; rows that are right stay as they are. The rows must be locked before, by a statement of its own: one that
 * waits for a lock writes what was true before it waited.
 */
export const refreshText = (sources: readonly FactSource[]): string => {
  const fresh = sources.flatMap(valuesOf);
  const columns = fresh.map(({ column }) => column);
  return `update member_facts f set ${columns.map((column) => `${column} = fresh.${column}`).join(', ')},
       event_number = greatest(f.event_number, $3), updated_at = $4
     from (
       select wanted.member_id, ${fresh.map(({ column, value }) => `${value} as ${column}`).join(', ')}
       from unnest($1::uuid[]) as wanted(member_id)
       ${joins(sources, { members: '$1::uuid[]', zone: '$2::text' })}
     ) fresh
     where f.member_id = fresh.member_id
       and (${columns.map((column) => `f.${column}`).join()}) is distinct from (${columns.map((column) => `fresh.${column}`).join()})`;
};

/**
 * Members whose stored facts are wrong, by id, each with the first column that is. Without parameters, so that a tool
 * without the application can ask it; `settled` is a condition on `wanted.member_id` that leaves out who waits for events.
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
