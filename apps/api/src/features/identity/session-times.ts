const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface SessionTimes {
  /** Ends after this time without a request. */
  readonly idleMs: number;
  /** Ends this long after the sign-in, however much it is used. */
  readonly longestMs: number;
}

/**
 * Members stay signed in for long on their own phone. Staff sign in for a working day, often at a shared till.
 */
const times: Record<'member' | 'staff', SessionTimes> = {
  member: { idleMs: 180 * dayMs, longestMs: 365 * dayMs },
  staff: { idleMs: 4 * hourMs, longestMs: 12 * hourMs },
};

export const timesOf = ({ roles }: { readonly roles: readonly string[] }): SessionTimes =>
  roles.some((role) => role !== 'member') ? times.staff : times.member;

interface StoredTimes {
  readonly roles: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date;
}

/** When a session ends that is used now. */
export const prolonged = (session: Pick<StoredTimes, 'roles' | 'created_at'>, now: number): Date => {
  const { idleMs, longestMs } = timesOf(session);
  return new Date(Math.min(now + idleMs, session.created_at.getTime() + longestMs));
};

/** When a session ends without further use. New staff get the staff limits. */
export const endOf = (session: StoredTimes): Date => {
  const latest = session.created_at.getTime() + timesOf(session).longestMs;
  return new Date(Math.min(session.expires_at.getTime(), latest));
};
