import { madeStatement } from '../../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../app.ts';

/** Tables that reads or background work change. For some only the number of rows counts. */
const restless = [
  'sessions',
  'api_keys',
  'attempts',
  // Refused codes are kept on purpose, with what was asked.
  'coupon_refusals',
  'sql_functions',
  'migrations',
  'import_lines',
  'import_items',
  'import_remarks',
  'event_relay',
  'event_consumers',
  'due_facts',
  'member_facts',
  'member_facts_rebuild',
  'member_happenings',
  // Segments are reckoned in the background.
  'changed_members',
  'member_segments',
  'segment_changes',
  'segment_fills',
  'segment_sizes',
  // Interests are observed in the background.
  'interest_due',
  'interest_refill',
  'interest_signals',
  'member_interests',
];
/** Consumers of events tell members a moment after the change; only the members read it. */
const byColumn: Readonly<Record<string, string>> = { notices: 'read_at' };
const countedOnly = ['events', 'mails', 'exports', 'imports'];
/** Rows that background work adds to a table that is compared otherwise. Segments tell later who entered and left. */
const ofBackground: Readonly<Record<string, string>> = { events: `name not like 'segment.%'` };

export type Fingerprint = () => Promise<string>;

/** The tables whose lines differ, with both lines. */
export const changesBetween = (before: string, after: string): string => {
  const known = new Set(before.split('\n'));
  const current = after.split('\n');
  const gone = [...known].filter((line) => !current.includes(line));
  return `${gone.join(', ')} → ${current.filter((line) => !known.has(line)).join(', ')}`;
};

/** Changes when a row of any table is added, changed or removed; one cheap statement. */
export const fingerprintOf = async (api: TestApp): Promise<Fingerprint> => {
  const transactions = api.app.get(Transactions);
  const tables = await transactions.query(
    // Events move between tables. The view has each of them once.
    madeStatement<{ name: string }>(`select tablename as name from pg_tables
           where schemaname = 'public' and tablename <> 'outbox' and tablename not like 'event_log%'
           union all select 'events' order by 1`),
  );
  const sums = tables
    .filter(({ name }) => !restless.includes(name))
    .map(({ name }) => {
      const versions = countedOnly.includes(name) ? '0' : 'coalesce(sum(xmin::text::bigint), 0)';
      const column = byColumn[name];
      if (column) return `select '${name} ' || count(${column}) as line from ${name}`;
      const others = ofBackground[name] ?? 'true';
      return `select '${name} ' || count(*) || ' ' || ${versions} as line from ${name} where ${others}`;
    });
  // Named, so that PostgreSQL plans it once per connection.
  const fingerprint = madeStatement<{ lines: string }>(
    `select string_agg(line, E'\\n' order by line) as lines from (${sums.join(' union all ')}) tables`,
    'test-fingerprint',
  );
  return async () => (await transactions.query(fingerprint))[0]?.lines ?? '';
};
