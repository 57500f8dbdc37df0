import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { send } from '../support/requests.ts';

const location = 'vienna';
const members = 3;
const rounds = 60;
/** Fewer than the connections of the pool, so nobody is refused for lack of one. */
const workers = 12;
let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  await makeRule(api);
  await makeTier(api);
  await makeTier(api, { threshold: 300, multiplierPercent: 200 });
  await makeLocation(api, { code: location });
});
afterAll(() => api.close());

interface Said {
  readonly path: string;
  readonly status: number;
  readonly code: string;
}

it('all kinds of postings at once on a few members leave balanced books', async () => {
  const savers = [];
  for (let made = 0; made < members; made += 1) savers.push(await makeSaver(api, 2000));
  const ids = savers.map(({ member }) => member.id);
  const reward = await makeReward(api, { points: 10, stock: 40, perMember: 30 });
  const till = new Till(api, key, location);
  const purchases = await Promise.all(
    Array.from({ length: rounds }, (_, at) =>
      till.sell(ids[at % members] ?? null, { lines: [{ quantity: 4, amount: 400 }] }),
    ),
  );

  const said: Said[] = [];
  const post = async (path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const reply = await send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());
    said.push({
      path: path.replaceAll(/[\da-f-]{36}/g, '…'),
      status: reply.status,
      code: reply.body.code ?? '',
    });
    return reply.body;
  };
  const calls: ((memberId: string, at: number) => Promise<unknown>)[] = [
    (id) => post('/purchases', offer(api, location, { member: { id } })),
    (_, at) => post(`/purchases/${purchases[at]?.id}/returns`, { lines: [{ line: 0, quantity: 1 }] }),
    (id) => post(`/members/${id}/points/adjustments`, { points: 5, reason: 'test' }),
    async (id) => {
      const adjusted = await post(`/members/${id}/points/adjustments`, { points: -3, reason: 'test' });
      await post(`/points/transactions/${String(adjusted.transactionId)}/reverse`, { reason: 'test' });
    },
    async (id, at) => {
      const hold = await post(`/members/${id}/points/holds`, { points: 7, reason: 'test' });
      const ends = ['capture', 'release'].map((end) => post(`/points/holds/${String(hold.id)}/${end}`));
      await Promise.all(at % 2 === 0 ? ends : ends.slice(1));
    },
    async (memberId) => {
      const redeemed = await post(`/rewards/${reward.id}/redemptions`, { memberId });
      const code = (redeemed.voucher as { code?: string } | undefined)?.code ?? 'none';
      await Promise.all([post(`/redemptions/${String(redeemed.id)}/cancel`), post(`/vouchers/${code}/use`)]);
    },
    () => api.app.get(SettleWalletsJob).settleDue(),
  ];
  const work = Array.from({ length: rounds }, (_, at) =>
    calls.map((call, kind) => () => call(ids[(at + kind) % members] ?? '', at)),
  ).flat();
  const next = work.values();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const call of next) await call();
    }),
  );

  // A deadlock would be answered with 503. The order of locks prevents it.
  expect(said.filter(({ status }) => status >= 500)).toEqual([]);
  const refused = new Set(said.filter(({ status }) => status >= 300).map(({ code }) => code));
  const expected = [
    'already-cancelled',
    'hold-not-active',
    'not-found',
    'out-of-stock',
    'reward-limit-reached',
    'unknown-voucher',
    'voucher-cancelled',
    'voucher-used',
  ];
  expect([...refused].filter((code) => !expected.includes(code))).toEqual([]);
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  const { body } = await send(api, 'get', `/rewards/${reward.id}`, { key });
  const used = said.filter(({ path, status }) => path.endsWith('/use') && status === 201).length;
  expect({ redeemed: body.redeemed, stock: body.stock }).toEqual({ redeemed: used, stock: 40 - used });
});
