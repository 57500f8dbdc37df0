import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { asClubError } from '../../apps/api/src/platform/http/problem.filter.ts';
import { startApp, type TestApp } from '../support/app.ts';

const ownPid = madeStatement<{ pid: number }>('select pg_backend_pid() as pid');
const countKeys = madeStatement('select count(*)::int as found from attempts');
const insert = madeStatement(`insert into attempts (key) values ($1)`);

let api: TestApp;
let outside: pg.Client;
beforeAll(async () => {
  api = await startApp();
  outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
});
afterAll(async () => {
  await outside.end();
  await api.close();
});

/** Resolves when the connection is cut and the pool has noticed. */
const cut = async (transactions: Transactions, pid: number): Promise<void> => {
  const before = transactions.pool.totalCount;
  await outside.query('select pg_terminate_backend($1)', [pid]);
  await expect.poll(() => transactions.pool.totalCount).toBeLessThan(before);
};

describe('a connection that is lost during a transaction', () => {
  it.each(['before the commit', 'before the next statement'])(
    '%s: the API reports that the database is away, and nothing is stored',
    async (when) => {
      const transactions = api.app.get(Transactions);
      const outcome = await transactions
        .run(async () => {
          await transactions.query(insert, [when]);
          const [row] = await transactions.query(ownPid);
          await cut(transactions, row?.pid ?? 0);
          if (when === 'before the next statement') await transactions.query(countKeys);
        })
        .catch((error: unknown) => asClubError(error));
      expect(outcome).toMatchObject({ code: 'database-away', details: { retryAfterSeconds: 2 } });
      expect(await transactions.query(countKeys)).toEqual([{ found: 0 }]);
    },
  );
});
