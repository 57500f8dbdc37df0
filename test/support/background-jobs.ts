import { expect, vi } from 'vitest';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from './app.ts';

const waitingJobs = madeStatement<object>(
  `select id from pgboss.job where name in ('run-member-bulks', 'raise-tiers', 'terms-notices', 'convert-purchases', 'run-back-test',
       'send-password-reset', 'make-coupon-codes', 'import-coupon-codes', 'run-export', 'tell-post', 'give-samples', 'compute-scores', 'settle-interests')
     and state in ('created', 'retry', 'active') and start_after <= now()`,
  'test-waiting-jobs',
);

/** The worker of a scheduled job looks every 10 seconds for a run that is tried again. */
const longestMs = 25_000;

/** What was accepted may go on in the background: a bulk change, tiers of a new ladder. */
export const jobsEnd = (api: TestApp): Promise<void> =>
  vi.waitFor(async () => expect(await api.app.get(Transactions).query(waitingJobs)).toEqual([]), {
    timeout: longestMs,
  });
