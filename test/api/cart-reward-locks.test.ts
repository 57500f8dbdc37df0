import { randomUUID } from 'node:crypto';
import type { Checkout, Coupon, Reward } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { Till } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let counter: CheckoutTill;
let shop: Till;
let mug: Pick<Reward, 'id'>;
let coupon: Coupon;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  const { code: location } = await makeLocation(api);
  counter = new CheckoutTill(api, key, location);
  shop = new Till(api, key, location);
  mug = await makeReward(api, { points: 10, stock: 1000 });
  coupon = await makeUniqueCoupon(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const reverse = (returnId: string) =>
  send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'The wrong receipt' } }).set(
    'idempotency-key',
    randomUUID(),
  );

/** A return gave a code and a piece back; now another member has both in a cart. */
const twoWhoWant = async (code: string) => {
  const [first, second] = [await makeSaver(api, 100), await makeSaver(api, 100)];
  const cartOf = ({ member }: typeof first) =>
    counter.cart([code], { member: { id: member.id }, rewards: [{ id: mug.id }], channel: 'web-shop' });
  const { body: sold } = await counter.sell(cartOf(first)).expect(201);
  const { id: returnId } = await shop.takeBack(sold.purchaseId, [
    { line: 0, quantity: 2 },
    { line: 1, quantity: 1 },
  ]);
  const { body: told } = await counter.quote(cartOf(second)).expect(201);
  expect(told).toMatchObject({ applied: [{ discount: 338 }], rewards: [{ applied: true }] });
  return { returnId, told: told as Checkout };
};
const waiting = () => rowsOf(api, 'select 1 from pg_locks where not granted');

it('a return that is taken back and a completing checkout want the same code and reward: both end', async () => {
  const { codes } = await makeCodes(api, key, coupon.id, 1);
  const { returnId, told } = await twoWhoWant(codes[0] ?? '');
  const outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
  try {
    await outside.query('begin');
    // The sale has locked its reward by then, and not yet its code.
    await outside.query('select 1 from checkouts where id = $1 for update', [told.id]);
    const completing = Promise.resolve(counter.complete(told.id));
    await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), { timeout: 10_000, interval: 5 });
    const reversing = Promise.resolve(reverse(returnId));
    await vi.waitFor(async () => expect(await waiting()).not.toHaveLength(1), {
      timeout: 10_000,
      interval: 5,
    });
    await outside.query('rollback');
    const statuses = (await Promise.all([completing, reversing])).map(({ status }) => status);
    expect(statuses).toEqual([201, 201]);
  } finally {
    await outside.end();
  }
});

it('many of both at once end, and the stock counts each piece', async () => {
  const { codes } = await makeCodes(api, key, coupon.id, 8);
  const pairs = [];
  for (const code of codes) pairs.push(await twoWhoWant(code));
  const stockOf = async (): Promise<number> =>
    (await send(api, 'get', `/rewards/${mug.id}`, { key }).expect(200)).body.stock;
  const before = await stockOf();
  const replies = await Promise.all(
    pairs.flatMap(({ returnId, told }) => [reverse(returnId), counter.complete(told.id)]),
  );
  expect(replies.filter(({ status }) => status >= 500).map(({ body }) => body)).toEqual([]);
  const sold = replies.filter(({ body, status }) => status === 201 && 'checkoutId' in body).length;
  expect(await stockOf()).toBe(before - sold);
});
