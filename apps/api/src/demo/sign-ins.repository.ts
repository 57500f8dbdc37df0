import pg from 'pg';

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

// Whoever came later has an address of the own.
const theirs = `lower(email) like '%@morgenrot.example'`;

/** Whether somebody may still sign in as one of the demo's people, or call with its key. */
export const hasDemoSignIns = (url: string): Promise<boolean> =>
  onDatabase(url, async (client) => {
    const { rows } = await client.query<{ found: boolean }>(
      `select exists (select from clubs where demo)
          and (exists (select from accounts where ${theirs} and password_hash is not null)
            or exists (select from api_keys where name = 'Demo' and revoked_at is null)) as found`,
    );
    return rows[0]?.found ?? false;
  });

export interface RevokedSignIns {
  readonly emails: readonly string[];
  readonly keys: number;
  /** Nobody is left who may run the club: the next start prints a link to set it up. */
  readonly withoutAdmin: boolean;
}

/**
 * Ends what the demo's sign-in data open: passwords, sessions, links and staff roles of its people, and its API key.
 * Members, purchases and points stay, and so does everybody who came later.
 */
export const revokeDemoSignIns = (url: string): Promise<RevokedSignIns> =>
  onDatabase(url, async (client) => {
    await client.query('begin');
    const accounts = await client.query<{ id: string; email: string }>(
      `update accounts set password_hash = null where ${theirs} and password_hash is not null and exists (select from clubs where demo) returning id, email`,
    );
    const ids = accounts.rows.map(({ id }) => id);
    await client.query('delete from sessions where account_id = any($1)', [ids]);
    await client.query(`delete from links where subject_id = any($1) or ${theirs}`, [ids]);
    await client.query(`update staff_roles set state = 'inactive' where account_id = any($1)`, [ids]);
    const keys = await client.query(
      `update api_keys set revoked_at = now() where name = 'Demo' and revoked_at is null and exists (select from clubs where demo)`,
    );
    await client.query(
      `insert into audit_entries (at, actor_kind, actor_name, action) select now(), 'system', 'Regulars', 'demo.revoked' where $1`,
      [ids.length > 0 || keys.rowCount],
    );
    const { rows } = await client.query<{ missing: boolean }>(
      `select not exists (select from staff_roles r join accounts a on a.id = r.account_id
         where r.role = 'admin' and r.state = 'active' and a.disabled_at is null) as missing`,
    );
    await client.query('commit');
    return {
      emails: accounts.rows.map(({ email }) => email),
      keys: keys.rowCount ?? 0,
      withoutAdmin: rows[0]?.missing ?? false,
    };
  });
