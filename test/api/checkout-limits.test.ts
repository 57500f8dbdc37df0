import { randomUUID } from 'node:crypto';
import type { Coupon, Location } from '@regulars/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { dropLocks } from '../support/without-locks.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let till: Till;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  till = new Till(api, key, vienna.code);
  counter = new CheckoutTill(api, key, vienna.code);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const cart = (codes: readonly string[], more: object = {}) => counter.cart(codes, more);
const quote = (body: object) => counter.quote(body);
const complete = (id: string, body?: object) => counter.complete(id, body);
const sellAtOnce = (body: object) => counter.sell(body);
const purchaseOf = async (id: string): Promise<{ lines: { amount: number; discount: number }[] }> =>
  (await send(api, 'get', `/purchases/${id}`, { key }).expect(200)).body;
const couponNow = async (id: string): Promise<Coupon> =>
  (await send(api, 'get', `/coupons/${id}`, { key }).expect(200)).body;
const newMember = async () => ({ id: (await makeMember(api)).id });

describe('limits', () => {
  it('hold exactly: of 100 tills that complete at once, 20 redeem', async () => {
    const coupon = await makeCoupon(api, limited({ total: 20 }));
    const open = await Promise.all(
      Array.from(
        { length: 100 },
        async () => (await quote(cart([coupon.code])).expect(201)).body.id as string,
      ),
    );
    const replies = await Promise.all(open.map((id) => complete(id)));
    const refused = replies.filter(({ status }) => status !== 201);
    expect(replies.length - refused.length).toBe(20);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['checkout-changed']));
    expect(await couponNow(coupon.id)).toMatchObject({ figures: { redeemed: 20 } });
  });

  it('let one of ten tills redeem what a member may use once', async () => {
    const coupon = await makeCoupon(api, limited({ perMember: 1 }));
    const member = await newMember();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => sellAtOnce(cart([coupon.code], { member }))),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await couponNow(coupon.id)).toMatchObject({ figures: { redeemed: 1 } });
  });

  it('count each day of the club for itself', async () => {
    const coupon = await makeCoupon(api, limited({ perMemberAndDay: 1 }));
    const body = cart([coupon.code], { member: await newMember() });
    await sellAtOnce(body).expect(201);
    await expectProblem(sellAtOnce(body), 422, 'coupon-limit-of-member', '/codes/0');
    api.clock.advance({ hours: 24 });
    await sellAtOnce(body).expect(201);
  });

  it('of a day hold exactly: of 100 tills, 5 redeem, and again from midnight of the club on', async () => {
    api.clock.set('2026-11-23T23:50:00+01:00');
    const coupon = await makeCoupon(api, limited({ perDay: 5 }));
    const body = cart([coupon.code]);
    const replies = await Promise.all(Array.from({ length: 100 }, () => sellAtOnce(body)));
    const [sold] = replies.flatMap((reply) => (reply.status === 201 ? [reply.body] : []));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(5);
    const codes = replies.flatMap((reply) => (reply.status === 201 ? [] : [reply.body.code]));
    expect(new Set(codes)).toEqual(new Set(['coupon-limit-of-day']));
    const [refused] = (await quote(body).expect(201)).body.notApplied;
    expect(refused.detail).toBe('Dieser Coupon wurde heute schon so oft eingelöst, wie es geht.');
    // A return and a checkout that ends give the use back on the same day.
    await till.takeBack(sold.purchaseId, [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ]);
    const { id } = (await quote(body).expect(201)).body;
    await counter.reserve(id).expect(200);
    await expectProblem(sellAtOnce(body), 422, 'coupon-limit-of-day', '/codes/0');
    await counter.cancel(id).expect(200);
    await sellAtOnce(body).expect(201);
    await expectProblem(sellAtOnce(body), 422, 'coupon-limit-of-day', '/codes/0');
    api.clock.advance({ minutes: 11 });
    await sellAtOnce(body).expect(201);
  });

  it('of a day are exact only by their lock: without it several tills redeem the last one', async () => {
    const careless = await startApp();
    try {
      await dropLocks(careless, 'discounts_read');
      const place = await makeLocation(careless);
      const tills = new CheckoutTill(careless, await makeKey(careless), place.code);
      let most = 0;
      for (let round = 0; round < 60 && most <= 1; round += 1) {
        const coupon = await makeCoupon(careless, limited({ perDay: 2 }));
        // The first one makes the rows of its counter, which would lock too.
        await tills.sell(tills.cart([coupon.code])).expect(201);
        const replies = await Promise.all(
          Array.from({ length: 20 }, () => tills.sell(tills.cart([coupon.code]))),
        );
        most = replies.filter(({ status }) => status === 201).length;
      }
      expect(most).toBeGreaterThan(1);
    } finally {
      await careless.close();
    }
  });

  it('of the code that everyone types hold exactly, and leave codes for one use alone', async () => {
    const coupon = await makeCoupon(api, limited({ perCode: 2 }));
    const { codes } = await makeCodes(api, key, coupon.id, 2);
    await sellAtOnce(cart([codes[0] ?? ''])).expect(201);
    const replies = await Promise.all(Array.from({ length: 20 }, () => sellAtOnce(cart([coupon.code]))));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(2);
    const [refused] = (await quote(cart([coupon.code])).expect(201)).body.notApplied;
    expect(refused).toMatchObject({
      problem: 'coupon-used-up',
      detail: 'Dieser Code wurde schon so oft eingelöst, wie es geht.',
    });
    await sellAtOnce(cart([codes[1] ?? ''])).expect(201);
    expect(await couponNow(coupon.id)).toMatchObject({ figures: { redeemed: 4 } });
  });

  it('that come later count what was redeemed before', async () => {
    const coupon = await makeCoupon(api);
    await sellAtOnce(cart([coupon.code])).expect(201);
    await send(api, 'patch', `/coupons/${coupon.id}`, {
      key,
      version: coupon.version,
      body: limited({ total: 2 }),
    }).expect(200);
    await sellAtOnce(cart([coupon.code])).expect(201);
    await expectProblem(sellAtOnce(cart([coupon.code])), 422, 'coupon-used-up', '/codes/0');
  });
});

describe('returns', () => {
  const giveBack = async (purchaseId: string, lines: { line: number; quantity: number }[]) =>
    till.takeBack(purchaseId, lines);
  const all = [
    { line: 0, quantity: 2 },
    { line: 1, quantity: 1 },
  ];

  it('give a coupon back with the last of the goods, once, and take it again if they were a mistake', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1, perMember: 1 }));
    const member = await newMember();
    const body = cart([coupon.code], { member });
    const { body: sold } = await sellAtOnce(body).expect(201);
    const redeemed = async () => (await couponNow(coupon.id)).figures.redeemed;
    await giveBack(sold.purchaseId, [{ line: 0, quantity: 2 }]);
    expect(await redeemed()).toBe(1);
    const { id } = await giveBack(sold.purchaseId, [{ line: 1, quantity: 1 }]);
    expect(await redeemed()).toBe(0);
    const { body: again } = await quote(body).expect(201);
    expect(again.applied).toHaveLength(1);
    await send(api, 'post', `/returns/${id}/reverse`, { key, body: { reason: 'The wrong receipt' } })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(await redeemed()).toBe(1);
    await expectProblem(complete(again.id), 409, 'checkout-changed');
  });

  it('that were a mistake take a coupon again also when others have used the rest', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const body = cart([coupon.code]);
    const { body: sold } = await sellAtOnce(body).expect(201);
    const { id } = await giveBack(sold.purchaseId, all);
    await sellAtOnce(body).expect(201);
    await send(api, 'post', `/returns/${id}/reverse`, { key, body: { reason: 'The wrong receipt' } })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect((await couponNow(coupon.id)).figures.redeemed).toBe(2);
    await expectProblem(sellAtOnce(body), 422, 'coupon-used-up', '/codes/0');
  });

  it('pay back what was paid', async () => {
    const coupon = await makeCoupon(api);
    const { body: sold } = await sellAtOnce(cart([coupon.code])).expect(201);
    const { amount } = await giveBack(sold.purchaseId, all);
    expect(amount).toBe(sold.total.gross);
  });
});

describe('what is told is what is booked', () => {
  const kinds: readonly (() => Parameters<typeof makeCoupon>[1])[] = [
    () => ({ effect: { kind: 'percent', percent: 12.5, of: 'reduced' } }),
    () => ({ effect: { kind: 'amount', amounts: [{ amount: 333, currency: 'EUR' }], per: 'cart' } }),
    () => ({ effect: { kind: 'fixed-price', prices: [{ amount: 700, currency: 'EUR' }], pieces: 2 } }),
    () => ({ effect: { kind: 'free-pieces', which: 'cheapest', pieces: 1, percent: 50 } }),
    () => ({ effect: { kind: 'buy-get', buy: 2, get: 1, percent: 100, times: null, given: null } }),
  ];
  const line = fc.record({
    name: fc.constant('Beans'),
    quantity: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(0.415)),
    unitPrice: fc.integer({ min: 1, max: 3000 }),
    taxRate: fc.constantFrom(0, 10, 20),
  });

  it('for any cart and any of the kinds together, and all of it comes back', async () => {
    const coupons = await Promise.all(kinds.map((kind) => makeCoupon(api, kind())));
    const carts = fc.sample(
      fc.record({
        lines: fc.array(line, { minLength: 1, maxLength: 5 }),
        codes: fc.subarray(
          coupons.map(({ code }) => code),
          { minLength: 2 },
        ),
      }),
      12,
    );
    const member = await newMember();
    for (const { lines, codes } of carts) {
      const { body: told } = await quote(cart(codes, { lines, member })).expect(201);
      const { body: sold } = await complete(told.id).expect(201);
      const purchase = await purchaseOf(sold.id);
      const amounts = (priced: { lines: { amount: number }[] }) => priced.lines.map(({ amount }) => amount);
      expect(amounts(purchase)).toEqual(amounts(told));
      expect(sold).toMatchObject({
        total: { gross: told.total.gross },
        points: { earned: told.points.earned },
      });
      const back = lines.map(({ quantity }, index) => ({ line: index, quantity }));
      expect((await till.takeBack(sold.id, back)).amount).toBe(told.total.gross);
    }
    for (const { id } of coupons) expect((await couponNow(id)).figures.redeemed).toBe(0);
  });
});
