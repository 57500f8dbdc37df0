import pg, { type Pool } from 'pg';
import { requestLimits, startupOptions } from './time-limits.ts';

/** A report may wait longer for a connection than a till: someone sees that it loads. */
const mostWaitMs = 15_000;

/** Reports only read: what they have to write goes to the main database, which may be another one. */
const readOnly = '-c default_transaction_read_only=on';

/**
 * A quarter more connections than those of requests, for lists and reports alone. Their plans are made for the values of each
 * call: a plan for any values took ten times as long where a filter finds nearly everything or nothing.
 */
const reportPoolOf = (options: pg.PoolOptions): Pool => {
  const pool = new pg.Pool({
    ...options,
    max: Math.max(2, Math.floor((options.max ?? 20) / 4)),
    connectionTimeoutMillis: mostWaitMs,
    // Behind a pooler sessions have no options.
    ...(options.options === undefined
      ? {}
      : { options: `${startupOptions(requestLimits)} ${readOnly} -c plan_cache_mode=force_custom_plan` }),
  });
  // A connection that breaks while idle is replaced with the next call.
  pool.on('error', () => undefined);
  return pool;
};

/** The connections of reports: to the main database, and to its replica if there is one. */
export class ReportPools {
  readonly #replicaUrl: string | undefined;
  #main: Pool | undefined;
  #replica: Pool | undefined;

  constructor(replicaUrl: string | undefined) {
    this.#replicaUrl = replicaUrl;
  }

  /** A replica sees changes a moment later. */
  get haveReplica(): boolean {
    return this.#replicaUrl !== undefined;
  }

  /** `options` are those of the pool of requests. A report that has to be fresh reads the main database. */
  of(options: pg.PoolOptions, isFresh: boolean): Pool {
    if (isFresh || this.#replicaUrl === undefined) return (this.#main ??= reportPoolOf(options));
    return (this.#replica ??= reportPoolOf({ ...options, connectionString: this.#replicaUrl }));
  }

  async end(): Promise<void> {
    await Promise.all([this.#main?.end(), this.#replica?.end()]);
  }
}
