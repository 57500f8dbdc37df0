/** How long PostgreSQL lets a session wait, in milliseconds, by setting. */
export interface TimeLimits {
  readonly lock_timeout: number;
  readonly statement_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
}

/** For requests, because someone is waiting. Hitting a limit is answered with 503, and the caller may retry. */
export const requestLimits: TimeLimits = {
  lock_timeout: 3000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
};

/**
 * For jobs. They have minutes for their work but give up a lock long before requests do: a batch that waits for
 * one wallet holds all wallets before it, whose members wait at a till. Jobs are retried.
 */
export const jobLimits: TimeLimits = {
  lock_timeout: 750,
  statement_timeout: 1_800_000,
  idle_in_transaction_session_timeout: 300_000,
};

/** For work that reads for minutes and holds nothing that others wait for. */
export const readingLimits: TimeLimits = { ...jobLimits, lock_timeout: 10_000 };

/** As connection start options, which cost nothing. PgBouncer refuses connections that send them. */
export const startupOptions = (limits: TimeLimits): string =>
  Object.entries(limits)
    .map(([name, milliseconds]) => `-c ${name}=${String(milliseconds)}`)
    .join(' ');

/** For one transaction; costs one round trip. */
export const localSettings = (limits: TimeLimits): string =>
  Object.entries(limits)
    .map(([name, milliseconds]) => `set local ${name} = ${String(milliseconds)}`)
    .join('; ');
