import type { HappenedCondition, Happening } from './condition.ts';
import type { HappeningName } from './happenings.ts';
import type { Bind } from './operators/operator.ts';

/** What the SQL of a condition on what happened needs. */
export interface HappenedSurroundings {
  /** After `from`: what happened to members, with a `where` that can be extended; columns `member_id`, `at` and `subject`. */
  readonly source: (name: HappeningName, alias: string) => string;
  readonly bind: Bind;
  /** Placeholders: the moment as timestamptz, today as date, the zone as text. */
  readonly now: () => string;
  readonly today: () => string;
  readonly zone: () => string;
}

/** Rows of what a condition asks about, of all members. */
interface HappenedRows {
  /** The alias of the rows. */
  readonly row: string;
  /** After `select …`: from and where. */
  readonly from: string;
}

/** What happened in the days of the condition, and for a pair only what has, or lacks, its follower. */
export function happenedRows(
  condition: HappenedCondition,
  row: string,
  around: HappenedSurroundings,
): HappenedRows {
  const { days } = condition;
  const { source, bind, now, today, zone } = around;
  const first = `${today()} - ${bind(days, 'integer')}`;
  const tests = [
    source(condition.happened, row),
    ofOne(condition, row, bind),
    `${row}.at <= ${now()}`,
    notBefore(row, first, zone()),
    `${dateOf(row, zone())} > ${first}`,
    ...('op' in condition ? [] : [pairTest(condition, row, first, around)]),
  ];
  return { row, from: tests.filter(Boolean).join(' and ') };
}

type Pair = Exclude<HappenedCondition, { readonly op: string }>;

function pairTest(
  condition: Pair,
  row: string,
  first: string,
  { source, bind, now, today, zone }: HappenedSurroundings,
): string {
  const next = 'then' in condition ? condition.then : condition.without;
  const last = `${dateOf(row, zone())} + ${bind(condition.within, 'integer')}`;
  const other = `${row}_next`;
  const tests = [
    source(next.happened, other),
    ofOne(next, other, bind),
    `${other}.member_id = ${row}.member_id`,
    `${other}.at > ${row}.at`,
    `${other}.at <= ${now()}`,
    // It follows from the days of the first one, and lets an index find the rows of all members.
    notBefore(other, first, zone()),
    `${dateOf(other, zone())} <= ${last}`,
  ];
  const follows = `exists (select from ${tests.filter(Boolean).join(' and ')})`;
  return 'then' in condition ? follows : `${last} < ${today()} and not ${follows}`;
}

/** An index knows moments, not local days: a day earlier is always early enough. */
const notBefore = (row: string, first: string, zone: string): string =>
  `${row}.at >= ((${first})::timestamp at time zone ${zone})`;

const ofOne = ({ of }: Happening, row: string, bind: Bind): string =>
  of === undefined ? '' : `${row}.subject = any(${bind(of, 'text[]')})`;

const dateOf = (row: string, zone: string): string => `(${row}.at at time zone ${zone})::date`;
