import { randomUUID } from 'node:crypto';
import type { Reward, Task, Voucher } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { makeSaver } from '../support/makers/rewards.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp('2026-12-01T12:00:00Z');
  key = await makeKey(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

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

const event = {
  startsAt: '2026-12-12T18:00:00.000Z',
  endsAt: '2026-12-12T20:00:00.000Z',
  place: 'Roastery, Vienna',
};
const post = (path: string, as: Sender, body: object = {}) =>
  send(api, 'post', path, { ...as, body }).set('idempotency-key', randomUUID());
const atTime = async (time: string, act: () => Promise<void>): Promise<void> => {
  api.clock.set(time);
  await act().finally(() => api.clock.reset());
};

it('a ticket says when and where the event is, admits until it ends, and is settled once it has begun', async () => {
  const reward: Reward = (await create({ kind: 'ticket', event, stock: 5 }).expect(201)).body;
  const [saver, other] = [await makeSaver(api, 100), await makeSaver(api, 100)];
  const offered = async () => (await send(api, 'get', '/me/rewards', saver).expect(200)).body.data;
  expect(await offered()).toContainEqual(expect.objectContaining({ id: reward.id, event }));
  const redeem = (as: Sender) => post(`/rewards/${reward.id}/redemptions`, as);
  const { body: first } = await redeem(saver).expect(201);
  expect(first.voucher).toMatchObject({ kind: 'ticket', event, expiresAt: event.endsAt });
  const { body: second } = await redeem(other).expect(201);
  await post(`/redemptions/${second.id}/cancel`, other).expect(201);
  const { body: late } = await redeem(other).expect(201);
  // Those who hold a ticket keep what they were told.
  const moved = { ...event, place: 'Prague' };
  await send(api, 'patch', `/rewards/${reward.id}`, {
    key,
    version: reward.version,
    body: { event: moved },
  }).expect(200);
  await atTime(event.startsAt, async () => {
    expect(await offered()).not.toContainEqual(expect.objectContaining({ id: reward.id }));
    await expectProblem(redeem(saver), 422, 'event-begun');
    await expectProblem(post(`/redemptions/${late.id}/cancel`, { key }), 422, 'event-begun');
    const { body: used } = await post(`/vouchers/${first.voucher.code}/use`, { key }).expect(201);
    expect(used).toMatchObject({ state: 'used', event });
  });
  await atTime(event.endsAt, async () => {
    await expectProblem(post(`/vouchers/${late.voucher.code}/use`, { key }), 422, 'voucher-expired');
  });
  const { body: after } = await send(api, 'get', `/rewards/${reward.id}`, { key }).expect(200);
  expect([after.stock, after.redeemed]).toEqual([3, 2]);
  const { body: points } = await send(api, 'get', `/members/${saver.member.id}/points`, { key }).expect(200);
  expect(points.available).toBe(90);
});

it('a tier brings a ticket until the event begins, and none after it', async () => {
  const ticket: Reward = (await create({ kind: 'ticket', event }).expect(201)).body;
  const bag: Reward = (await create({}).expect(201)).body;
  await makeTier(api, { code: 'base', name: { en: 'Base' } });
  await makeTier(api, { code: 'roast', name: { en: 'Roast' }, threshold: 800_000, rewardId: bag.id });
  await makeTier(api, { code: 'stage', name: { en: 'Stage' }, threshold: 900_000, rewardId: ticket.id });
  const broughtTo = async (kinds: readonly string[]): Promise<void> => {
    const { member } = await makeSaver(api, 10);
    const body = { tier: 'stage', validUntil: '2027-06-01T00:00:00+02:00', reason: 'a good guest' };
    await send(api, 'post', `/members/${member.id}/tier-grants`, { key, body }).expect(201);
    const kindsOf = async (): Promise<string[]> => {
      const { body: list } = await send(api, 'get', `/members/${member.id}/vouchers`, { key }).expect(200);
      return (list.data as Voucher[]).map(({ kind }) => kind).sort();
    };
    await expect.poll(kindsOf, { timeout: 15_000, interval: 50 }).toEqual(kinds);
  };
  await broughtTo(['product', 'ticket']);
  // The tiers bring both in one transaction, or the bag alone.
  await atTime(event.startsAt, () => broughtTo(['product']));
});

it.each([
  ['a ticket without an event', { kind: 'ticket' }, '/event'],
  ['an event of a product', { event }, '/event'],
  [
    'an event that ends as it begins',
    { kind: 'ticket', event: { ...event, endsAt: event.startsAt } },
    '/event/endsAt',
  ],
  ['an event nowhere', { kind: 'ticket', event: { ...event, place: ' ' } }, '/event/place'],
])('refuses %s', async (_, body, pointer) => {
  await expectProblem(create(body), 400, 'invalid-request', pointer);
});

it('a stock that runs low makes one task for managers, until someone changes the reward', async () => {
  const reward: Reward = (await create({ stock: 4, lowStock: 2 }).expect(201)).body;
  const saver = await makeSaver(api, 100);
  const redeem = async (): Promise<void> => {
    await post(`/rewards/${reward.id}/redemptions`, saver).expect(201);
  };
  const tasks = async (): Promise<Task[]> =>
    (await send(api, 'get', '/tasks?kind=reward-stock-low&sort=newest', { key }).expect(200)).body.data;
  const expectTasks = (count: number) => expect.poll(tasks, { timeout: 15_000 }).toHaveLength(count);
  await redeem();
  expect(await tasks()).toEqual([]);
  await redeem();
  await expectTasks(1);
  expect(await tasks()).toMatchObject([
    { kind: 'reward-stock-low', state: 'open', reward: { id: reward.id, name: { en: 'A bag' } }, text: '' },
  ]);
  const [{ id }] = (await tasks()) as [Task];
  await send(api, 'post', `/tasks/${id}/done`, { key, body: { note: 'ordered' } }).expect(200);
  // Nobody is told a second time before the reward is changed.
  await redeem();
  api.clock.advance({ minutes: 1 });
  const change = { key, version: reward.version, body: { stock: 3 } };
  await send(api, 'patch', `/rewards/${reward.id}`, change).expect(200);
  await redeem();
  await expectTasks(2);
  const location = await makeLocation(api);
  const cashier = await makeStaff(api, ['cashier'], { locationIds: [location.id] });
  expect((await send(api, 'get', '/tasks', cashier).expect(200)).body.data).toEqual([]);
  await expectProblem(create({ lowStock: -1 }), 400, 'invalid-request', '/lowStock');
});
