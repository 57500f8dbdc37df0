import pg from 'pg';
import { ensureRole, type Role } from './role.ts';

// The rights on a table follow from the table: if a trigger refuses changes, the application may only add rows.
const wantedRights = `
  with tables as (
    select c.oid, c.relacl, c.relkind, c.relispartition, c.relname, n.nspname,
      exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = to_regprocedure('public.refuse_change()')) as only_added_to
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p', 'v', 'S') and pg_has_role(c.relowner, 'usage')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  ), wanted as (
    select oid, relacl, relkind, case
      when nspname = 'public' and relispartition then '{}'
      when relkind = 'v' or nspname = 'public' and relname in ('migrations', 'sql_functions') then '{SELECT}'
      when relkind = 'S' then '{SELECT,USAGE}'
      when only_added_to then '{INSERT,SELECT}'
      when nspname = 'pgboss' or relname = any($2) then '{DELETE,INSERT,MAINTAIN,SELECT,UPDATE}'
      else '{DELETE,INSERT,SELECT,UPDATE}' end::text[] as rights
    from tables
  )
  select oid::regclass::text as name, rights, case relkind when 'S' then 'sequence' else 'table' end as kind from wanted
  where rights <> array(
    select privilege_type from aclexplode(relacl)
    where grantee = (select oid from pg_roles where rolname = $1) order by 1)`;

const unreachableFunctions = `
  select oid::regprocedure::text as name from pg_proc
  where pronamespace in (select oid from pg_namespace where nspname in ('public', 'pgboss')) and prokind in ('f', 'p')
    and pg_has_role(proowner, 'usage') and not has_function_privilege($1, oid, 'execute')`;

const closedSchemas = `
  select nspname as name from pg_namespace
  where nspname in ('public', 'pgboss') and not has_schema_privilege($1, oid, 'usage')`;

const schemasWithoutDefaults = `
  select n.nspname as name from pg_namespace n
  where n.nspname in ('public', 'pgboss') and not exists (
    select from pg_default_acl d, aclexplode(d.defaclacl) a
    where d.defaclnamespace = n.oid and d.defaclrole = current_user::regrole and d.defaclobjtype = 'r'
      and a.grantee = (select oid from pg_roles where rolname = $1))`;

interface Named {
  readonly name: string;
}

interface Rights extends Named {
  readonly kind: string;
  readonly rights: readonly string[];
}

/**
 * Grants a role exactly the application's rights: it cannot create, change or truncate tables, and append-only
 * tables cannot be updated or deleted from. Changes only what differs, so every start can call it.
 * `analysed` are tables that their feature fills at once and analyses itself. pg-boss rebuilds its own bloated
 * indexes.
 */
export const settleAccess = async (
  owner: pg.Client,
  role: Role,
  analysed: readonly string[],
): Promise<void> => {
  await ensureRole(owner, role);
  const to = pg.escapeIdentifier(role.name);
  const among = async (text: string, ...values: unknown[]): Promise<string[]> =>
    (await owner.query<Named>(text, [role.name, ...values])).rows.map(({ name }) => name);

  await owner.query('begin');
  for (const schema of await among(closedSchemas))
    await owner.query(`grant usage on schema ${schema} to ${to}`);
  for (const schema of await among(schemasWithoutDefaults)) {
    const defaults = `alter default privileges in schema ${schema} grant`;
    await owner.query(`${defaults} select, insert, update, delete on tables to ${to}`);
    await owner.query(`${defaults} select, usage on sequences to ${to}`);
  }
  const { rows } = await owner.query<Rights>(wantedRights, [role.name, analysed]);
  for (const { kind, name, rights } of rows) {
    await owner.query(`revoke all on ${kind} ${name} from ${to}`);
    if (rights.length > 0) await owner.query(`grant ${rights.join(', ')} on ${kind} ${name} to ${to}`);
  }
  for (const name of await among(unreachableFunctions))
    await owner.query(`grant execute on routine ${name} to ${to}`);
  await owner.query('commit');
};

/** The problem with the role of an address, for the operator; null if there is none. */
export const adviceOnRole = async (url: string): Promise<string | null> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; super: boolean; owns: boolean }>(
      `select rolname as name, rolsuper as super, pg_has_role(c.relowner, 'member') as owns
       from pg_roles, pg_class c where rolname = current_user and c.oid = to_regclass('public.journal')`,
    );
    const [found] = rows;
    if (!found?.super && !found?.owns) return null;
    return (
      `The application works as the database role "${found.name}", which ${found.super ? 'is a superuser' : 'owns the tables'}: whoever broke in could drop them. ` +
      'Put this address into DATABASE_OWNER_URL and one with another role into DATABASE_URL; the role is made at the next start (docs/guides/database-roles.md).'
    );
  } finally {
    await client.end();
  }
};
