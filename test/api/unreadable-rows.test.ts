import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { cups, makeStampCard } from '../support/makers/challenges.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let till: Till;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  till = new Till(api, key, vienna.code);
});
afterAll(() => api.close());

const list = async (path: string) => (await send(api, 'get', path, { key }).expect(200)).body;

it('a challenge of a newer version is named, counts nothing, and no purchase and no return fails', async () => {
  const [known, strange] = [
    await makeStampCard(api),
    await makeStampCard(api, { name: { en: 'Full moons' } }),
  ];
  const memberId = (await makeMember(api)).id;
  const before = await till.sell(memberId, cups(1));
  await rowsOf(api, 'update challenges set version = 2, terms = $2 where id = $1', [
    strange.id,
    { kind: 'moon-phase', phase: 'full' },
  ]);
  const { data, unreadable } = await list('/challenges');
  expect(pluck({ data }, 'id')).toEqual([known.id]);
  expect(unreadable).toEqual([{ id: strange.id, version: 2, name: { en: 'Full moons' }, state: 'live' }]);
  await expectProblem(send(api, 'get', `/challenges/${strange.id}`, { key }), 404, 'not-found');
  const change = send(api, 'patch', `/challenges/${strange.id}`, { key, version: 2, body: { goal: 4 } });
  await expectProblem(change, 404, 'not-found');

  const sold = await till.sell(memberId, cups(1));
  await till.takeBack(before.id ?? '', [{ line: 0, quantity: 1 }]);
  expect(await list(`/members/${memberId}/challenges`)).toMatchObject({
    data: [{ id: known.id, counted: 1 }],
  });
  expect(pluck(await list(`/purchases/${sold.id}/challenges`), 'id')).toEqual([known.id]);
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
});

const ofNewerVersion = { kind: 'moon-phase', phase: 'full' };

it('a coupon of a newer version is named, its code is unknown, and no cart fails', async () => {
  const counter = new CheckoutTill(api, key, vienna.code);
  const [known, strange] = [await makeCoupon(api), await makeCoupon(api, { name: { en: 'Full moons' } })];
  await rowsOf(api, `update coupons set terms = jsonb_set(terms, '{effect}', $2) where id = $1`, [
    strange.id,
    ofNewerVersion,
  ]);
  // Another change makes the process read all coupons again.
  const { id, version } = known;
  await send(api, 'patch', `/coupons/${id}`, { key, version, body: { exclusive: false } }).expect(200);
  const { data, unreadable } = await list('/coupons');
  expect(pluck({ data }, 'id')).toEqual([known.id]);
  expect(unreadable).toEqual([{ id: strange.id, version: 1, name: { en: 'Full moons' }, state: 'live' }]);
  await expectProblem(send(api, 'get', `/coupons/${strange.id}`, { key }), 404, 'not-found');
  const { body } = await counter.quote(counter.cart([strange.code, known.code])).expect(201);
  expect(body).toMatchObject({
    applied: [{ id: known.id }],
    notApplied: [{ code: strange.code, problem: 'coupon-unknown' }],
  });
});

it('an offer of a newer version is named, nobody meets it, and no cart fails', async () => {
  const counter = new CheckoutTill(api, key, vienna.code);
  const terms = { activation: 'automatic' as const };
  const [known, strange, other] = [
    await makeOffer(api, terms),
    await makeOffer(api, { ...terms, name: { en: 'Full moons' } }),
    await makeOffer(api, { ...terms, name: { en: 'For moonwalkers' } }),
  ];
  await rowsOf(api, `update offers set terms = jsonb_set(terms, '{effect}', $2) where id = $1`, [
    strange.id,
    ofNewerVersion,
  ]);
  await rowsOf(api, 'update offers set audience = $2 where id = $1', [
    other.id,
    { fact: 'member.moonwalks', op: 'at-least', value: 1 },
  ]);
  const { id, version } = known;
  await send(api, 'patch', `/offers/${id}`, { key, version, body: { exclusive: false } }).expect(200);
  const { data, unreadable } = await list('/offers');
  expect(pluck({ data }, 'id')).toEqual([known.id]);
  expect(pluck({ data: unreadable }, 'id').sort()).toEqual([strange.id, other.id].sort());
  await expectProblem(send(api, 'get', `/offers/${strange.id}`, { key }), 404, 'not-found');
  const memberId = (await makeMember(api)).id;
  const { body } = await counter.quote(counter.cart([], { member: { id: memberId } })).expect(201);
  expect(pluck({ data: body.offers }, 'id')).toEqual([known.id]);
});
