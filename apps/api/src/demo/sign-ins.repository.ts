import pg from 'pg';
import { perform } from '../platform/database/statement.ts';
import {
  areDemoAccountsOpen,
  endDemoAccounts,
  type RevokedDemo,
  type RunStatement,
} from '../features/identity/tools.ts';

const onDatabase = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const runOn =
  (client: pg.Client): RunStatement =>
  (statement, ...values) =>
    perform(client, statement, ...values);

const isDemo = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ found: boolean }>(
    'select exists (select from clubs where demo) as found',
  );
  return rows[0]?.found ?? false;
};

/** Whether the sign-ins or the key of the demo still work. */
export const hasDemoSignIns = (url: string): Promise<boolean> =>
  onDatabase(url, async (client) => (await isDemo(client)) && areDemoAccountsOpen(runOn(client)));

export interface RevokedSignIns extends RevokedDemo {
  /** No admin is left. The next start prints a link to set up the club. */
  readonly withoutAdmin: boolean;
}

/**
 * Ends the sign-ins of the demo without the application. Members, purchases and points stay, and so do later accounts.
 */
export const revokeDemoSignIns = (url: string): Promise<RevokedSignIns> =>
  onDatabase(url, async (client) => {
    await client.query('begin');
    const revoked = (await isDemo(client)) ? await endDemoAccounts(runOn(client)) : { emails: [], keys: 0 };
    await client.query(
      `insert into audit_entries (at, actor_kind, actor_name, action) select now(), 'system', 'Regulars', 'demo.revoked' where $1`,
      [revoked.emails.length > 0 || revoked.keys > 0],
    );
    const { rows } = await client.query<{ missing: boolean }>(
      `select not exists (select from staff_roles r join accounts a on a.id = r.account_id
         where r.role = 'admin' and r.state = 'active' and a.disabled_at is null) as missing`,
    );
    await client.query('commit');
    return { ...revoked, withoutAdmin: rows[0]?.missing ?? false };
  });
