import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { SqlFunction } from './sql-function.ts';

interface Applied {
  readonly name: string;
  readonly hash: string;
  /** Whether the database still has it. */
  readonly there: boolean;
}

interface Found {
  readonly oid: number;
  readonly signature: string;
}

const appliedFunctions = `
  select name, hash, exists (
    select from pg_proc where proname = name and pronamespace = 'public'::regnamespace) as there
  from sql_functions`;

const named = `
  select oid::int8::int as oid, oid::regprocedure::text as signature from pg_proc
  where proname = $1 and pronamespace = 'public'::regnamespace`;

const validated = `
  select case l.lanname when 'sql' then fmgr_sql_validator(p.oid) else plpgsql_validator(p.oid) end
  from pg_proc p join pg_language l on l.oid = p.prolang
  where p.pronamespace = 'public'::regnamespace and p.proname = any($1) and l.lanname in ('sql', 'plpgsql')`;

/**
 * Updates the SQL functions of the database: applies those that changed or are missing, and drops those of
 * earlier releases. All or nothing. Rights, indexes and triggers stay as long as the signature does. A new
 * signature drops the old function, and fails if an index or trigger needs it. The caller must keep others
 * away.
 */
export const applyFunctions = async (owner: pg.Client, functions: readonly SqlFunction[]): Promise<void> => {
  assertUnique(functions);
  await owner.query('create table if not exists sql_functions (name text primary key, hash text not null)');
  const { rows } = await owner.query<Applied>(appliedFunctions);
  const applied = new Map(rows.filter(({ there }) => there).map(({ name, hash }) => [name, hash]));
  const changed = functions.filter(({ name, text }) => applied.get(name) !== hashOf(text));
  const kept = new Set(functions.map(({ name }) => name));
  const gone = rows.filter(({ name }) => !kept.has(name));
  if (changed.length + gone.length === 0) return;
  await owner.query('begin');
  try {
    // Bodies are checked when all functions exist, so their order does not matter.
    await owner.query('set local check_function_bodies = off');
    for (const { name } of gone) await drop(owner, name);
    for (const each of changed) await apply(owner, each);
    await owner.query('set local check_function_bodies = on');
    await owner.query(validated, [changed.map(({ name }) => name)]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const assertUnique = (functions: readonly SqlFunction[]): void => {
  const seen = new Set<string>();
  for (const { name } of functions) {
    if (seen.has(name)) throw new Error(`Two SQL functions are named ${name}`);
    seen.add(name);
  }
};

const apply = async (owner: pg.Client, { name, text }: SqlFunction): Promise<void> => {
  const before = await functionsNamed(owner, name);
  await owner.query('savepoint replacing');
  try {
    await owner.query(text);
  } catch (error) {
    if (!isOtherResult(error)) throw error;
    await owner.query('rollback to savepoint replacing');
    for (const { signature } of before) await owner.query(`drop function ${signature}`);
    await owner.query(text);
  }
  // With other arguments it is another function next to the old one, and calls would be ambiguous.
  const old = new Set(before.map(({ oid }) => oid));
  const after = await functionsNamed(owner, name);
  if (after.some(({ oid }) => !old.has(oid)))
    for (const { oid, signature } of after) if (old.has(oid)) await owner.query(`drop function ${signature}`);
  await owner.query(
    'insert into sql_functions values ($1, $2) on conflict (name) do update set hash = excluded.hash',
    [name, hashOf(text)],
  );
};

/** Whether PostgreSQL refuses to replace a function because its result or argument names changed. */
const isOtherResult = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42P13';

const drop = async (owner: pg.Client, name: string): Promise<void> => {
  for (const { signature } of await functionsNamed(owner, name))
    await owner.query(`drop function ${signature}`);
  await owner.query('delete from sql_functions where name = $1', [name]);
};

const functionsNamed = async (owner: pg.Client, name: string): Promise<Found[]> =>
  (await owner.query<Found>(named, [name])).rows;
