// A second door of this feature, for tools: they run this file directly, without decorators and application.
import type { SentValues, TypedStatement } from '../../platform/database/statement.ts';
import { statement } from './statements.ts';

// Later accounts have their own addresses.
const theirs = `lower(email) like '%@morgenrot.example'`;
const open = statement(
  'demo-accounts-open',
  `select exists (select from accounts where ${theirs} and password_hash is not null)
       or exists (select from api_keys where name = 'Demo' and revoked_at is null) as found`,
);
const endPasswords = statement(
  'demo-accounts-end-passwords',
  `update accounts set password_hash = null where ${theirs} and password_hash is not null returning id, email`,
);
const endSessions = statement(
  'demo-accounts-end-sessions',
  'delete from sessions where account_id = any($1::uuid[])',
);
const endLinks = statement(
  'demo-accounts-end-links',
  `delete from links where subject_id = any($1::uuid[]) or ${theirs}`,
);
const endRoles = statement(
  'demo-accounts-end-roles',
  `update staff_roles set state = 'inactive' where account_id = any($1::uuid[])`,
);
const endKeys = statement(
  'demo-accounts-end-keys',
  `update api_keys set revoked_at = now() where name = 'Demo' and revoked_at is null`,
);

export interface RevokedDemo {
  readonly emails: readonly string[];
  readonly keys: number;
}

/** Runs a statement: in the application, or in a tool that has a connection alone. */
export type RunStatement = <Row, Values extends readonly unknown[]>(
  statement: TypedStatement<Row, Values>,
  ...values: SentValues<Values>
) => Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;

/** Whether the demo's three people can still sign in, or its API key still works. */
export const areDemoAccountsOpen = async (run: RunStatement): Promise<boolean> => {
  const [row] = (await run(open)).rows;
  return row?.found ?? false;
};

/** Ends their passwords, sessions, links, roles and the key. Later accounts stay. In a transaction. */
export const endDemoAccounts = async (run: RunStatement): Promise<RevokedDemo> => {
  const accounts = (await run(endPasswords)).rows;
  const ids = accounts.map(({ id }) => id);
  for (const end of [endSessions, endLinks, endRoles]) await run(end, [ids]);
  const keys = await run(endKeys);
  return { emails: accounts.map(({ email }) => email), keys: keys.rowCount ?? 0 };
};
