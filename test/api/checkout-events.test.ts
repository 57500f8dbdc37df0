import type { Checkout } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TellExpiredCheckoutsJob } from '../../apps/api/src/features/checkout/tell-expired-checkouts.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const start = '2026-11-22T10:00:00.000Z';
let api: TestApp;
let counter: CheckoutTill;
let code: string;
beforeAll(async () => {
  api = await startApp(start);
  counter = new CheckoutTill(api, await makeKey(api), (await makeLocation(api)).code);
  ({ code } = await makeCoupon(api));
});
beforeEach(() => api.clock.set(start));
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

interface Told extends Record<string, unknown> {
  readonly name: string;
  readonly member: string | null;
  readonly data: object;
}
/** What was told about a checkout, in this order. It waits for the relay. */
const expectTold = async ({ id }: Checkout, wanted: readonly object[]): Promise<void> => {
  const told = () =>
    rowsOf<Told>(
      api,
      `select name, member_id as member, data - 'checkoutId' as data from events
       where name like 'checkout.%' and data->>'checkoutId' = $1 order by number`,
      [id],
    );
  await expect.poll(async () => (await told()).length).toBe(wanted.length);
  expect(await told()).toMatchObject(wanted);
};
const quote = async (more: object = {}): Promise<Checkout> =>
  (await counter.quote(counter.cart([code], more)).expect(201)).body;
const reserved = async (more: object = {}): Promise<Checkout> =>
  (await counter.reserve((await quote(more)).id).expect(200)).body;
const tellExpired = () => api.app.get(TellExpiredCheckoutsJob).run();

it('a reservation says until when, what is paid and which points it holds; also when it is held for longer', async () => {
  const { member } = await makeSaver(api, 100);
  const mug = await makeReward(api, { points: 30, stock: 5 });
  const told = await reserved({ member: { id: member.id }, rewards: [{ id: mug.id, count: 2 }] });
  expect(told).toMatchObject({ total: { gross: 3042 }, pointsSpent: 60 });
  await counter.reserve(told.id, { minutes: 30 }).expect(200);
  const data = { total: 3042, points: 60, currency: 'EUR' };
  const held = { name: 'checkout.reserved', member: member.id };
  await expectTold(told, [
    { ...held, data: { ...data, expiresAt: '2026-11-22T10:15:00Z' } },
    { ...held, data: { ...data, expiresAt: '2026-11-22T10:30:00Z' } },
  ]);
  await counter.complete(told.id).expect(201);
  api.clock.advance({ hours: 1 });
  await tellExpired();
  await expectTold(told, [held, held]);
});

it('a cancellation and another cart say that all is free again; an open checkout has held nothing', async () => {
  const nobody = { name: 'checkout.reserved', member: null };
  const cancelled = await reserved();
  await counter.cancel(cancelled.id).expect(200);
  await expectTold(cancelled, [
    nobody,
    { name: 'checkout.cancelled', member: null, data: { replaced: false } },
  ]);
  const replaced = await reserved();
  await counter.put(replaced.id, replaced.version, counter.cart([])).expect(200);
  await counter.cancel(replaced.id).expect(200);
  await expectTold(replaced, [nobody, { name: 'checkout.cancelled', data: { replaced: true } }]);
  const open = await quote();
  await counter.put(open.id, open.version, counter.cart([])).expect(200);
  await counter.cancel(open.id).expect(200);
  await expectTold(open, []);
});

it('an expiry is told once, by two jobs at once, with the time at which it ended', async () => {
  const [one, other] = [await reserved(), await reserved()];
  api.clock.set('2026-11-22T10:15:30.000Z');
  await tellExpired();
  // A sale that began in time may still be on its way.
  await expectTold(one, [{ name: 'checkout.reserved' }]);
  api.clock.set('2026-11-22T10:16:00.000Z');
  await Promise.all([tellExpired(), tellExpired()]);
  await tellExpired();
  const wanted = [{ name: 'checkout.reserved' }, { name: 'checkout.expired', data: {} }];
  for (const each of [one, other]) await expectTold(each, wanted);
  const at = await rowsOf(api, `select at from events where name = 'checkout.expired'`);
  expect(at).toEqual([1, 2].map(() => ({ at: new Date('2026-11-22T10:15:00.000Z') })));
  await expectProblem(counter.complete(one.id), 409, 'checkout-expired');
});

it('a refused reservation tells nothing', async () => {
  const told = await quote();
  const { id, version } = await makeCoupon(api, { code: 'GONE' });
  const open = (await counter.quote(counter.cart(['GONE'])).expect(201)).body as Checkout;
  await send(api, 'patch', `/coupons/${id}`, {
    key: await makeKey(api),
    version,
    body: { state: 'paused' },
  }).expect(200);
  await expectProblem(counter.reserve(open.id), 409, 'checkout-changed');
  await counter.reserve(told.id).expect(200);
  await expectTold(told, [{ name: 'checkout.reserved' }]);
  await expectTold(open, []);
});
