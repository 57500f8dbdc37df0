import { ApiProblem } from '@regulars/client';
import { listAuditEntries, listMembers, resolveCard } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';

let api: TestApp;
let apiKey: string;
beforeAll(async () => {
  api = await startApp();
  apiKey = await makeKey(api);
});
afterAll(() => api.close());

const answerOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'read';
  } catch (error) {
    if (error instanceof ApiProblem) return error.code;
    throw error;
  }
};

it('many slow lists at once keep no till waiting, and each of them is answered in the end', async () => {
  const client = api.client({ apiKey });
  const { email } = await makeMember(api, { email: 'anna@member.example' });
  const lookUp = (): Promise<unknown> => client.call(resolveCard, { body: { code: email ?? '' } });
  await lookUp();
  const blocker = new pg.Client({ connectionString: api.databaseUrl });
  await blocker.connect();
  await blocker.query('begin; lock table audit_entries in access exclusive mode');
  const lists = Array.from({ length: 24 }, () => answerOf(client.call(listAuditEntries, {})));
  try {
    const started = performance.now();
    for (let time = 0; time < 10; time += 1) await lookUp();
    // They would have to wait until the lists give up, after three seconds.
    expect(performance.now() - started).toBeLessThan(2500);
  } finally {
    await blocker.query('rollback');
    await blocker.end();
  }
  expect(new Set(await Promise.all(lists)).difference(new Set(['read', 'database-away']))).toEqual(new Set());
  expect((await client.call(listMembers, {})).data).toHaveLength(1);
});

it('a report has plans of its own, also inside a transaction', async () => {
  const transactions = api.app.get(Transactions);
  const mode = async (): Promise<unknown> =>
    (
      await transactions.query(
        madeStatement<{ mode: string }>(`select current_setting('plan_cache_mode') as mode`),
      )
    )[0]?.mode;
  expect(await mode()).toBe('auto');
  expect(await transactions.asReport(mode)).toBe('force_custom_plan');
  expect(await transactions.asReport(() => transactions.run(mode))).toBe('force_custom_plan');
  expect(await transactions.run(mode)).toBe('auto');
});
