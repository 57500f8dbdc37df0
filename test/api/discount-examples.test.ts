import type { DiscountExample } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Products } from '../../apps/api/src/features/club/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  await makeLocation(api);
});
afterAll(() => api.close());

const ask = (terms: object) =>
  send(api, 'post', '/discount-examples', { key, body: { currency: 'EUR', ...terms } });
const example = async (terms: object): Promise<DiscountExample> => (await ask(terms).expect(200)).body;
const percent = { kind: 'percent', percent: 10 };
const coffee = { where: { fact: 'line.category', op: 'is', value: 'coffee' } };

it('shows what the till says about terms, with goods of the club that they are about', async () => {
  expect(await example({ effect: percent })).toMatchObject({ lines: [], total: 0, refused: null });
  const price = (amount: number) => ({ prices: [{ amount, currency: 'EUR' }] });
  await makeProduct(api, { sku: 'A-TEA', name: 'A tea', category: 'tea', ...price(500) });
  await makeProduct(api, { sku: 'BEANS', name: 'Beans', category: 'coffee', ...price(1000) });
  expect(await example({ effect: percent, on: coffee })).toMatchObject({
    lines: [
      { name: 'Beans', quantity: 2, amount: 2000, discount: 200 },
      { name: 'A tea', quantity: 1, amount: 500, discount: 0 },
    ],
    total: 2300,
    discount: 200,
    refused: null,
    refusals: [{ problem: 'coupon-expired' }],
  });
  const spend = { amounts: [{ amount: 3500, currency: 'EUR' }], of: 'chosen' };
  const limits = { total: null, perMember: 1, perMemberAndDay: null, perDay: 5, perCode: 9 };
  const rich = await example({ effect: percent, on: coffee, minimumSpend: spend, limits });
  expect(rich).toMatchObject({ lines: [{ quantity: 4 }, { quantity: 1 }], discount: 400 });
  expect(rich.refusals.map(({ problem }) => problem)).toEqual([
    'coupon-minimum-spend',
    'coupon-needs-member',
    'coupon-limit-of-member',
    'coupon-used-up',
    'coupon-limit-of-day',
    'coupon-expired',
  ]);
  const forSome = await example({ effect: percent, on: coffee, forSome: true });
  expect(forSome.refusals.map(({ problem }) => problem)).toEqual([
    'coupon-not-for-member',
    'coupon-needs-member',
    'coupon-expired',
  ]);
  const free = { kind: 'buy-get', buy: 2, get: 1, percent: 100, times: null, given: null };
  expect(await example({ effect: free, on: coffee })).toMatchObject({
    lines: [{ quantity: 3, discount: 1000 }, {}],
    refusals: [{ problem: 'coupon-too-few-pieces' }, { problem: 'coupon-expired' }],
  });
  expect(await example({ effect: { kind: 'free-shipping' }, on: coffee })).toMatchObject({
    lines: [{ name: 'Beans' }, { name: 'A tea' }, { name: 'Versand', amount: 490, discount: 490 }],
    refused: null,
  });
  const books = { where: { fact: 'line.category', op: 'is', value: 'books' } };
  expect(await example({ effect: percent, on: books })).toMatchObject({
    discount: 0,
    refused: { problem: 'coupon-no-matching-goods' },
  });
  // The goods are read once, with the prices of the till, until something changes.
  const read = vi.spyOn(api.app.get(Products), 'list');
  const sku = 'CUP';
  const { id } = await makeProduct(api, {
    sku,
    name: 'Cup',
    category: 'cups',
    prices: [{ amount: 800, currency: 'EUR' }],
  });
  const ofCups = { effect: percent, on: { where: { fact: 'line.category', op: 'is', value: 'cups' } } };
  const amounts: unknown[] = [];
  const first = async (): Promise<void> => void amounts.push((await example(ofCups)).lines[0]?.amount);
  await first();
  // The event of the new product may come after the first reading.
  const readings = async (): Promise<number> => {
    read.mockClear();
    await first();
    return read.mock.calls.length;
  };
  await expect.poll(readings).toBe(0);
  const atTills = { locationId: null, channel: 'till', currency: 'EUR', amount: 700 };
  await send(api, 'put', `/products/${id}/prices`, { key, body: atTills }).expect(200);
  await first();
  expect(amounts.pop()).toBe(1400);
  expect(new Set(amounts)).toEqual(new Set([1600]));
});

it('refuses terms that are wrong, at their field', async () => {
  await expectProblem(
    ask({ effect: { kind: 'percent', percent: 101 } }),
    400,
    'invalid-request',
    '/effect/percent',
  );
});
