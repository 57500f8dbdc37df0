import pg, { type Pool } from 'pg';
import { requestLimits, startupOptions } from './time-limits.ts';

/** A report may wait longer for a connection than a till: someone sees that it loads. */
const mostWaitMs = 15_000;

/**
 * A quarter more connections than those of requests, for lists and reports alone. Their plans are made for the values of each
 * call: a plan for any values took ten times as long where a filter finds nearly everything or nothing.
 */
export const reportPoolOf = (options: pg.PoolOptions): Pool => {
  const pool = new pg.Pool({
    ...options,
    max: Math.max(2, Math.floor((options.max ?? 20) / 4)),
    connectionTimeoutMillis: mostWaitMs,
    // Behind a pooler sessions have no options.
    ...(options.options === undefined
      ? {}
      : { options: `${startupOptions(requestLimits)} -c plan_cache_mode=force_custom_plan` }),
  });
  // A connection that breaks while idle is replaced with the next call.
  pool.on('error', () => undefined);
  return pool;
};
