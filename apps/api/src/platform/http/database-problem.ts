import { ClubError } from '../club-error.ts';

/** SQLSTATE → what it means to a caller. Constraint names stay inside the house. */
const byState: Record<string, () => ClubError> = {
  '22021': () => new ClubError('unreadable-text'),
  '22P05': () => new ClubError('unreadable-text'),
  '22P02': () => new ClubError('invalid-request'),
  '22007': () => new ClubError('invalid-request'),
  '22008': () => new ClubError('invalid-request'),
  '22003': () => new ClubError('points-out-of-range'),
  '23505': () => new ClubError('already-taken'),
  '40001': () => away(),
  // Somebody held a lock, or the connection, for longer than a request may wait.
  '55P03': () => away(),
  '25P03': () => away(),
  '25P04': () => away(),
  '40P01': () => away(),
};
const awayClasses = ['08', '53', '57', '58'];
const awayErrors = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EACCES'];
// TypeORM releases a query runner by itself when its connection is lost, and then refuses to commit.
const awayMessages =
  /not currently accepting connections|connection terminated|connection ended|timeout exceeded when trying to connect|not queryable|client was closed|pool after calling end|query runner already released/i;

const away = (): ClubError => new ClubError('database-away', { retryAfterSeconds: 2 });

/** Says what a database error means, or null when it is not one of the database. */
export const databaseProblem = (thrown: unknown): ClubError | null => {
  if (!(thrown instanceof Error)) return null;
  const { code, syscall } = thrown as { code?: unknown; syscall?: unknown };
  if (awayMessages.test(thrown.message)) return away();
  if (typeof code !== 'string') return null;
  if (
    awayErrors.includes(code) &&
    (syscall === undefined || syscall === 'connect' || syscall === 'read' || syscall === 'write')
  )
    return away();
  if (code.length === 5 && awayClasses.includes(code.slice(0, 2))) return away();
  return byState[code]?.() ?? null;
};
