import pg from 'pg';

/** The application's role, if it is not the owner of the tables. */
export interface Role {
  readonly name: string;
  /** Null if the server asks for none. */
  readonly password: string | null;
}

/** The role in an address. */
export const roleOf = (url: string): Role => {
  const { user, password } = new pg.Client({ connectionString: url });
  return { name: user ?? '', password: password || null };
};

const undefinedToOwner = '42501';
const madeMeanwhile = ['42710', '23505'];

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * Creates the role unless it exists; an existing one keeps its password. It can only sign in; grants give it
 * rights on tables. Throws with instructions if the owner may not create roles.
 */
export const ensureRole = async (owner: pg.Client, { name, password }: Role): Promise<void> => {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount) return;
  const role = pg.escapeIdentifier(name);
  const secret = password === null ? '' : ` password ${pg.escapeLiteral(password)}`;
  try {
    await owner.query(`create role ${role} login${secret}`);
  } catch (error) {
    // Roles belong to the whole server, so a process that updates another database may have created it.
    if (madeMeanwhile.includes(String(codeOf(error)))) return;
    if (codeOf(error) !== undefinedToOwner) throw error;
    throw new Error(
      `PostgreSQL has no role ${role}, which DATABASE_URL names, and the role of DATABASE_OWNER_URL may not make one. Let an administrator run: create role ${role} login password '…'`,
    );
  }
};
