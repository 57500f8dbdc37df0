import type { Location, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, offer, type OfferedPurchase } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let key: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  await makeTier(api);
  await makeTier(api, { code: 'silver', threshold: 320 });
  await makeRule(api);
  key = await makeKey(api);
});
afterAll(() => api.close());

const post = (body: OfferedPurchase, idempotencyKey: string) =>
  api.http
    .post('/api/v1/purchases')
    .set('authorization', `Bearer ${key}`)
    .set('idempotency-key', idempotencyKey)
    .send(body);
const get = (path: string) =>
  api.http.get(`/api/v1${path}`).set('authorization', `Bearer ${key}`).expect(200);
const times = <Item>(count: number, make: (index: number) => PromiseLike<Item>): Promise<Item[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

it('100 parallel posts with one key make one posting; each gets the stored reply or is told that it is in flight', async () => {
  const { id } = await makeMember(api);
  const body = offer(api, vienna.code, { member: { id } });
  const replies = await times(100, () => post(body, 'one-key'));
  const refused = replies.filter(({ status }) => status !== 201);
  expect(new Set(refused.map(({ status, body: problem }) => `${status} ${problem.code}`))).toEqual(
    new Set(refused.length > 0 ? ['409 in-flight'] : []),
  );
  const counted = replies.filter(({ status }) => status === 201);
  expect(counted.length).toBeGreaterThan(0);
  const again = await times(refused.length, () => post(body, 'one-key').expect(201));
  expect(new Set([...counted, ...again].map(({ body: reply }) => JSON.stringify(reply))).size).toBe(1);
  expect((await get(`/purchases?member=${id}`)).body.data).toHaveLength(1);
  expect((await get(`/members/${id}/points`)).body).toMatchObject({ available: 47, status: 47 });
});

it('64 parallel purchases of one member all count, and the tier is reached once', async () => {
  const { id } = await makeMember(api);
  const replies = await times(64, (index) =>
    post(offer(api, vienna.code, { member: { id }, lines: [{ amount: 1000 + index }] }), `parallel-${index}`),
  );
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
  const balances = replies.map(({ body }) => body.points.balance.available).sort((a, b) => a - b);
  expect(balances).toEqual(Array.from({ length: 64 }, (_, index) => 10 * (index + 1)));
  expect((await get(`/members/${id}/points`)).body).toMatchObject({ available: 640, debt: 0, status: 640 });
  expect((await get(`/members/${id}/tier`)).body).toMatchObject({ code: 'silver', status: 640 });
  const { body } = await get(`/members/${id}/timeline?limit=200`);
  const changes = (body.data as TimelineEntry[]).filter(({ kind }) => kind === 'tier.changed');
  expect(changes).toMatchObject([{ details: { to: 'silver', status: 320, reason: 'credit-reached' } }]);
});

it('20 parallel posts of one receipt with different keys and members count once', async () => {
  const members = await times(4, () => makeMember(api));
  const receipt = { location: vienna.code, number: 'R-contested' };
  const replies = await times(20, (index) => {
    const member = members[index % 5];
    const buyer = member ? { member: { id: member.id } } : {};
    return post(offer(api, vienna.code, { ...buyer, receipt }), `contest-${index}`);
  });
  const [counted, ...others] = replies.filter(({ status }) => status === 201);
  expect(others).toEqual([]);
  for (const { status, body } of replies) {
    if (status === 201) continue;
    expect([status, body.code, body.purchaseId]).toEqual([409, 'receipt-already-counted', counted?.body.id]);
  }
  const { data } = (await get('/purchases?receipt=R-contested')).body;
  expect(data).toHaveLength(1);
  const balances = [];
  for (const { id } of members) balances.push((await get(`/members/${id}/points`)).body.available);
  expect(balances.reduce((sum, available) => sum + available, 0)).toBe(data[0].earned);
});
