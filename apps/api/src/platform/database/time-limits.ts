/** How long PostgreSQL lets a session wait, in milliseconds, by the names of its settings. */
export interface TimeLimits {
  readonly lock_timeout: number;
  readonly statement_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
}

/** Of requests: somebody waits for them. What runs into one is answered by 503 and may be sent again. */
export const requestLimits: TimeLimits = {
  lock_timeout: 3000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
};

/**
 * Of jobs. They have minutes for their work, but give up a lock long before requests do: a batch that waits for one
 * wallet holds all those before it, whose members wait at a till. Jobs come again.
 */
export const jobLimits: TimeLimits = {
  lock_timeout: 750,
  statement_timeout: 1_800_000,
  idle_in_transaction_session_timeout: 300_000,
};

/** Of what reads for minutes and holds nothing that others wait for. */
export const readingLimits: TimeLimits = { ...jobLimits, lock_timeout: 10_000 };

/** As a connection takes them when it starts, which costs nothing. PgBouncer refuses connections that send them. */
export const startupOptions = (limits: TimeLimits): string =>
  Object.entries(limits)
    .map(([name, milliseconds]) => `-c ${name}=${String(milliseconds)}`)
    .join(' ');

/** For one transaction; one round trip. */
export const localSettings = (limits: TimeLimits): string =>
  Object.entries(limits)
    .map(([name, milliseconds]) => `set local ${name} = ${String(milliseconds)}`)
    .join('; ');
