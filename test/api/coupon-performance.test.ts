import { randomUUID } from 'node:crypto';
import type { CouponPerformance } from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
const noPoints = { points: 0, pointsCost: 0 };
let places: { id: string; code: string; name: string }[];

beforeAll(async () => {
  api = await startApp('2026-11-02T09:00:00.000Z');
  key = await makeKey(api);
  places = [await makeLocation(api, { name: 'Vienna' }), await makeLocation(api, { name: 'Prague' })];
});
afterAll(() => api.close());

const report = async (id: string): Promise<CouponPerformance> =>
  (await send(api, 'get', `/coupons/${id}/performance`, { key }).expect(200)).body;
const sell = async (place: number, code: string, more: object = {}): Promise<string> => {
  const till = new CheckoutTill(api, key, places[place]?.code ?? '');
  const { body } = await till.sell(till.cart([code], more)).expect(201);
  return body.purchaseId as string;
};
const giveBack = (purchase: string, lines: object[]) =>
  send(api, 'post', `/purchases/${purchase}/returns`, { key, body: { lines, reason: 'broken' } })
    .set('idempotency-key', randomUUID())
    .expect(201);

const exported = async (): Promise<Record<string, string>[]> => {
  const { body } = await send(api, 'post', '/exports', { key, body: { kind: 'coupons' } }).expect(202);
  await jobsEnd(api);
  const file = await send(api, 'get', `/exports/${body.id}/file`, { key }).buffer(true).expect(200);
  return parse(file.text, { columns: true, bom: true });
};

it('sums up what a coupon brought, by location, channel and week, less returns', async () => {
  await expectProblem(send(api, 'get', `/coupons/${randomUUID()}/performance`, { key }), 404, 'not-found');
  const { id, code } = await makeCoupon(api);
  const other = await makeCoupon(api);
  expect(await report(id)).toEqual({
    currency: 'EUR',
    issued: null,
    uses: { times: 0, members: 0, revenue: 0, discount: 0, ...noPoints },
    locations: [],
    channels: [],
    weeks: [],
  });

  // Each cart costs €33.80, less €3.38.
  const member = { id: (await makeMember(api)).id };
  await sell(0, code, { member });
  await sell(0, code, { member, channel: 'web-shop' });
  await sell(0, other.code, { member });
  const whole = await sell(0, code);
  await giveBack(whole, [
    { line: 0, quantity: 2 },
    { line: 1, quantity: 1 },
  ]);
  api.clock.set('2026-11-22T23:30:00.000Z');
  const part = await sell(1, code);
  await giveBack(part, [{ line: 1, quantity: 1 }]);

  // The book cost €14.00, less €1.40.
  const prague = { times: 1, members: 0, revenue: 1782, discount: 198, ...noPoints };
  const vienna = { times: 2, members: 1, revenue: 2 * 3042, discount: 2 * 338, ...noPoints };
  const [inVienna, inPrague] = places.map((place) => ({ id: place.id, name: place.name }));
  expect(await report(id)).toEqual({
    currency: 'EUR',
    issued: null,
    uses: { times: 3, members: 1, revenue: 2 * 3042 + 1782, discount: 2 * 338 + 198, ...noPoints },
    locations: [
      { ...inVienna, ...vienna },
      { ...inPrague, ...prague },
    ],
    channels: [
      { channel: 'till', times: 2, members: 1, revenue: 3042 + 1782, discount: 338 + 198, ...noPoints },
      { channel: 'web-shop', times: 1, members: 1, revenue: 3042, discount: 338, ...noPoints },
    ],
    weeks: [
      { from: '2026-11-02', ...vienna },
      { from: '2026-11-09', times: 0, members: 0, revenue: 0, discount: 0, ...noPoints },
      { from: '2026-11-16', times: 0, members: 0, revenue: 0, discount: 0, ...noPoints },
      // Monday has begun in Vienna.
      { from: '2026-11-23', ...prague },
    ],
  });
  const of = (await exported()).find((row) => row['id'] === id);
  const file = { couponCode: code, issued: '', redeemed: '3', members: '1', currency: 'EUR' };
  expect(of).toMatchObject({ ...file, revenue: '78.66', takenOff: '8.74' });
});

it('counts the points that a coupon gave, less returns, at the value of a point', async () => {
  await makeRule(api);
  const { id, code } = await makeCoupon(api, { effect: { kind: 'points-bonus', points: 100 } });
  const member = { id: (await makeMember(api)).id };
  await sell(0, code, { member });
  await giveBack(await sell(0, code, { member }), [{ line: 1, quantity: 1 }]);
  // The book is 14.00 of 33.80.
  const part = { points: 159, pointsCost: 159, discount: 0 };
  expect(await report(id)).toMatchObject({
    uses: { times: 2, ...part },
    locations: [part],
    channels: [part],
    weeks: [part],
  });
  const row = (await exported()).find((each) => each['id'] === id);
  expect(row).toMatchObject({ pointsAdded: '159', pointsWorth: '1.59', takenOff: '0' });
  const { points } = (await send(api, 'get', '/club', { key }).expect(200)).body;
  await changeClub(api, { points: { ...points, pointValue: 0 } });
  expect((await report(id)).uses).toMatchObject({ points: 159, pointsCost: null });
  await changeClub(api, { points });
});

it('says how many codes for one use were made', async () => {
  const { id } = await makeUniqueCoupon(api);
  const { codes } = await makeCodes(api, key, id, 3);
  await makeCodes(api, key, id, 2);
  await sell(0, codes[0] ?? '');
  expect(await report(id)).toMatchObject({ issued: 5, uses: { times: 1, revenue: 3042, discount: 338 } });
});

it('tells managers of single locations nothing of the club', async () => {
  const { id } = await makeCoupon(api);
  const bound = await makeStaff(api, ['manager'], { locationIds: [places[0]?.id ?? ''] });
  await expectProblem(send(api, 'get', `/coupons/${id}/performance`, bound), 403, 'not-allowed');
  const body = { kind: 'coupons' };
  await expectProblem(send(api, 'post', '/exports', { ...bound, body }), 403, 'not-allowed');
});
