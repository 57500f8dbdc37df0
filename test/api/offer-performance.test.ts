import type { Offer, OfferPerformance } from '@regulars/contracts';
import { offerArmOf } from '@regulars/loyalty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let counter: CheckoutTill;
let till: Till;
let offer: Offer;
const arms: Record<'offered' | 'held-out', string[]> = { offered: [], 'held-out': [] };

beforeAll(async () => {
  api = await startApp('2026-11-01T09:00:00.000Z');
  key = await makeKey(api);
  const { code } = await makeLocation(api);
  counter = new CheckoutTill(api, key, code);
  till = new Till(api, key, code);
  offer = await makeOffer(api, { state: 'draft', activation: 'automatic', heldOut: 50 });
  while (Math.min(arms.offered.length, arms['held-out'].length) < 30) {
    const { id } = await makeMember(api);
    const arm = arms[offerArmOf(id, offer.id, 50)];
    if (arm.length < 30) arm.push(id);
  }
});
afterAll(() => api.close());

const report = async (): Promise<OfferPerformance> =>
  (await send(api, 'get', `/offers/${offer.id}/performance`, { key }).expect(200)).body;
const change = async (body: object): Promise<void> => {
  const request = send(api, 'patch', `/offers/${offer.id}`, { key, version: offer.version, body });
  offer = (await request.expect(200)).body;
};
const sell = async (members: readonly string[]): Promise<string[]> =>
  Promise.all(
    members.map(async (id) => {
      const { body } = await counter.sell(counter.cart([], { member: { id } })).expect(201);
      return body.purchaseId as string;
    }),
  );

it('compares members who met an offer with those who are held out, and says what it cost', async () => {
  const unknown = `/offers/${arms.offered[0]}/performance`;
  await expectProblem(send(api, 'get', unknown, { key }), 404, 'not-found');
  expect(await report()).toMatchObject({
    running: true,
    enough: false,
    difference: null,
    uses: { times: 0, members: 0, revenue: 0, discount: 0 },
    parts: { offered: { members: 0 }, heldOut: { members: 0 } },
  });

  const [first = '', second = ''] = arms.offered;
  api.clock.set('2026-11-09T09:00:00.000Z');
  await till.sell(first, 3000);
  await change({ state: 'live' });
  api.clock.set('2026-11-10T09:00:00.000Z');
  await Promise.all([sell(arms.offered), sell(arms['held-out'])]);
  await sell([first]);
  const [returned = ''] = await sell([second]);
  const lines = [
    { line: 0, quantity: 2 },
    { line: 1, quantity: 1 },
  ];
  await send(api, 'post', `/purchases/${returned}/returns`, { key, body: { lines, reason: 'broken' } })
    .set('idempotency-key', returned)
    .expect(201);
  api.clock.set('2026-11-12T09:00:00.000Z');
  await change({ state: 'ended' });
  api.clock.set('2026-11-20T09:00:00.000Z');
  await till.sell(first, 99_900);

  const found = await report();
  expect(found).toMatchObject({
    heldOut: 50,
    until: '2026-11-12T09:00:00.000Z',
    running: false,
    currency: 'EUR',
    uses: { times: 31, members: 30, revenue: 31 * 3042, discount: 31 * 338, points: 0, pointsCost: 0 },
    parts: {
      offered: { members: 30, buyers: 30, purchases: 32, revenue: 31 * 3042, revenuePerMember: 3143.4 },
      heldOut: { members: 30, buyers: 30, purchases: 30, revenue: 30 * 3380, revenuePerMember: 3380 },
    },
    enough: true,
    difference: { mean: -236.6 },
    differenceBefore: { mean: 100 },
  });
  // One of 30 spent twice as much: variance 308,458.8, error √(308,458.8 / 30) = 101.4, t = 2.0452 with 29 degrees.
  expect(found.difference?.low).toBeCloseTo(-236.6 - 207.39, 0);
  expect(found.difference?.high).toBeCloseTo(-236.6 + 207.39, 0);
});

it('compares nobody whose share of held-out members was another one', async () => {
  await change({ heldOut: 10 });
  expect(await report()).toMatchObject({
    heldOut: 10,
    enough: false,
    difference: null,
    parts: { offered: { members: 0 }, heldOut: { members: 0 } },
  });
});
