import { randomUUID } from 'node:crypto';
import { ApiProblem } from '@regulars/client';
import { listAuditEntries, listMembers, resolveCard } from '@regulars/contracts';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Remembered } from '../../apps/api/src/features/club/index.ts';
import type { Actor } from '../../apps/api/src/platform/actor.ts';
import { RecentChanges } from '../../apps/api/src/platform/http/report-calls.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { asOwner } from '../support/owner.ts';
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

it('a report only reads, but the audit log and what is kept in memory are of the main database', async () => {
  const transactions = api.app.get(Transactions);
  const reader = `reader_${randomUUID().slice(0, 8)}`;
  const address = api.databaseUrl.replace(/\/\/[^@/]+@/, `//${reader}@`);
  await asOwner(api, `create role ${reader} login`);
  const split = new Transactions(api.app.get(DataSource), { DATABASE_REPORT_URL: address });
  const user = madeStatement<{ user: string }>('select current_user as user');
  const who = async (): Promise<unknown> => (await split.query(user))[0]?.user;
  const main = await who();
  try {
    expect(main).not.toBe(reader);
    expect(await split.asReport(who)).toBe(reader);
    expect(await split.asReport(() => split.run(who))).toBe(reader);
    expect(await split.asReport(who, { isFresh: true })).toBe(main);
    expect(await split.asReport(() => split.run(() => split.besideReport(who)))).toBe(main);
    expect(await split.asReport(() => new Remembered(split, who).get())).toBe(main);
    const write = (): Promise<unknown> => transactions.query(madeStatement('delete from idempotency_keys'));
    await expect(transactions.asReport(write)).rejects.toThrow('read-only transaction');
    await expect(transactions.asReport(() => transactions.run(write))).rejects.toThrow(
      'read-only transaction',
    );
  } finally {
    await split.onApplicationShutdown();
    await asOwner(api, `drop role ${reader}`);
  }
});

it('a person who changed something sees it for some seconds, others as before', () => {
  const changes = new RecentChanges();
  const [anna, ben] = ['anna', 'ben'].map((id) => ({ kind: 'account', id }) as Actor);
  if (!anna || !ben) throw new Error('Two people');
  changes.note(anna, 1000);
  expect([changes.has(anna, 10_900), changes.has(ben, 1000), changes.has(anna, 11_000)]).toEqual([
    true,
    false,
    false,
  ]);
  changes.note(ben, 5000);
  changes.note(anna, 12_000);
  expect([changes.has(anna, 13_000), changes.has(ben, 13_000)]).toEqual([true, true]);
});
