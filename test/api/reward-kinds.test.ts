import { randomUUID } from 'node:crypto';
import type { Reward } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeSaver } from '../support/makers/rewards.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const create = (body: object) =>
  send(api, 'post', '/rewards', { key, body: { name: { en: 'A bag' }, points: 10, state: 'live', ...body } });
const toPay = [{ amount: 100, currency: 'EUR' }];

it('a voucher keeps the kind that its reward had when it was issued, for the member and the till', async () => {
  const saver = await makeSaver(api, 100);
  const reward: Reward = (await create({ kind: 'sample' }).expect(201)).body;
  const { body: offered } = await send(api, 'get', '/me/rewards', saver).expect(200);
  expect(offered.data).toMatchObject([{ id: reward.id, kind: 'sample' }]);
  const { body: redeemed } = await send(api, 'post', `/rewards/${reward.id}/redemptions`, {
    ...saver,
    body: {},
  })
    .set('idempotency-key', randomUUID())
    .expect(201);
  expect(redeemed.voucher.kind).toBe('sample');
  const change = { key, version: reward.version, body: { kind: 'discount' } };
  expect((await send(api, 'patch', `/rewards/${reward.id}`, change).expect(200)).body.kind).toBe('discount');
  const { body: own } = await send(api, 'get', '/me/vouchers', saver).expect(200);
  expect(own.data).toMatchObject([{ kind: 'sample' }]);
  const { body: shown } = await send(api, 'get', `/vouchers/${redeemed.voucher.code}`, { key }).expect(200);
  expect(shown.kind).toBe('sample');
  const { body: cancelled } = await send(api, 'post', `/redemptions/${redeemed.id}/cancel`, saver)
    .set('idempotency-key', randomUUID())
    .expect(201);
  expect(cancelled.voucher).toMatchObject({ kind: 'sample', state: 'cancelled' });
});

it('is a product unless the club says otherwise; an unknown kind, or a sample for money, changes nothing', async () => {
  const reward: Reward = (await create({ toPay }).expect(201)).body;
  expect(reward.kind).toBe('product');
  await expectProblem(create({ kind: 'voucher' }), 400, 'invalid-request', '/kind');
  await expectProblem(create({ kind: 'sample', toPay }), 400, 'invalid-request', '/toPay');
  const change = { key, version: reward.version, body: { kind: 'sample' } };
  const changed = send(api, 'patch', `/rewards/${reward.id}`, change);
  await expectProblem(changed, 400, 'invalid-request', '/toPay');
  expect((await send(api, 'get', `/rewards/${reward.id}`, { key }).expect(200)).body).toEqual(reward);
});
