import { ClubError } from '../club-error.ts';

/** SQLSTATE → meaning for a caller. Constraint names are not shown. */
const byState: Record<string, () => ClubError> = {
  '22021': () => new ClubError('unreadable-text'),
  '22P05': () => new ClubError('unreadable-text'),
  '22P02': () => new ClubError('invalid-request'),
  '22007': () => new ClubError('invalid-request'),
  '22008': () => new ClubError('invalid-request'),
  '22003': () => new ClubError('points-out-of-range'),
  '23505': () => new ClubError('already-taken'),
  '40001': () => away(),
  // Someone held a lock or the connection longer than a request may wait.
  '55P03': () => away(),
  '25P03': () => away(),
  '25P04': () => away(),
  '40P01': () => away(),
};
const awayClasses = ['08', '53', '57', '58'];
const awayErrors = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EACCES'];
// TypeORM releases a query runner when its connection is lost, and then refuses to commit.
const awayMessages =
  /not currently accepting connections|connection terminated|connection ended|timeout exceeded when trying to connect|not queryable|client was closed|pool after calling end|query runner already released/i;

const away = (): ClubError => new ClubError('database-away', { retryAfterSeconds: 2 });

/** What a database error means to a caller; null if it is not a database error. */
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
