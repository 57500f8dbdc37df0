import { factColumns, type FactSource, type FactsAsked } from './fact-source.ts';

interface FactColumn {
  readonly column: string;
  /** What the source says, or the empty value. */
  readonly value: string;
}

const toldBy = (source: FactSource): FactColumn[] =>
  source.columns.map((column) => ({
    column,
    value: `coalesce(${source.name}.${column}, ${factColumns[column]})`,
  }));

/** The sources beside `wanted`, which has a column `member_id`. */
const joins = (sources: readonly FactSource[], asked: FactsAsked): string =>
  sources
    .map(
      (source) =>
        `left join (${source.select(asked)}) ${source.name} on ${source.name}.member_id = wanted.member_id`,
    )
    .join('\n');

/**
 * Writes the facts of the members `$1` anew, in the zone `$2`, as told up to the event `$3`. One statement for all
 * sources; rows that are right stay as they are. The rows must be locked before, by a statement of its own: one that
 * waits for a lock writes what was true before it waited.
 */
export const refreshText = (sources: readonly FactSource[]): string => {
  const told = sources.flatMap(toldBy);
  const columns = told.map(({ column }) => column);
  return `update member_facts f set ${columns.map((column) => `${column} = told.${column}`).join(', ')},
       event_number = greatest(f.event_number, $3), updated_at = $4
     from (
       select wanted.member_id, ${told.map(({ column, value }) => `${value} as ${column}`).join(', ')}
       from unnest($1::uuid[]) as wanted(member_id)
       ${joins(sources, { members: '$1::uuid[]', zone: '$2::text' })}
     ) told
     where f.member_id = told.member_id
       and (${columns.map((column) => `f.${column}`).join()}) is distinct from (${columns.map((column) => `told.${column}`).join()})`;
};

/**
 * Members whose stored facts are wrong, by id, each with the first column that is. Without parameters, so that a tool
 * without the application can ask it; `settled` is a condition on `wanted.member_id` that leaves out who waits for events.
 */
export const differencesText = (sources: readonly FactSource[], settled = 'true'): string => {
  const asked = {
    members: 'array(select id from members)',
    zone: '(select time_zone from clubs)',
  };
  const compared = sources
    .flatMap(toldBy)
    .map(({ column, value }, place) => `(${place}, '${column}', f.${column}::text, (${value})::text)`);
  return `select wanted.member_id, difference.name as column, difference.stored, difference.rightly as right
     from (select id as member_id from members) wanted
     left join member_facts f on f.member_id = wanted.member_id
     ${joins(sources, asked)}
     cross join lateral (
       select name, stored, rightly from (values ${compared.join(', ')}) told(place, name, stored, rightly)
       where stored is distinct from rightly order by place limit 1
     ) difference
     where ${settled}
     order by wanted.member_id`;
};
