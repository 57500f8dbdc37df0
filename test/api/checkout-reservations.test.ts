import { randomUUID } from 'node:crypto';
import type { Checkout, Coupon, Location, Offer } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReleaseDiscountHoldsJob } from '../../apps/api/src/features/discounts/release-discount-holds.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { asOwner } from '../support/owner.ts';
import { expectProblem, send } from '../support/requests.ts';
import { dropLocks } from '../support/without-locks.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  counter = new CheckoutTill(api, key, vienna.code);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const quote = async (codes: readonly string[], more: object = {}): Promise<Checkout> =>
  (await counter.quote(counter.cart(codes, more)).expect(201)).body;
const reserved = async (codes: readonly string[], more: object = {}): Promise<Checkout> =>
  (await counter.reserve((await quote(codes, more)).id).expect(200)).body;
const couponNow = async (id: string): Promise<Coupon> =>
  (await send(api, 'get', `/coupons/${id}`, { key }).expect(200)).body;
const figuresOf = async ({ id }: Coupon): Promise<{ redeemed: number; held: number }> => {
  const { redeemed, held } = (await couponNow(id)).figures;
  return { redeemed, held };
};
const offerNow = async (id: string): Promise<Offer> =>
  (await send(api, 'get', `/offers/${id}`, { key }).expect(200)).body;
const figuresOfOffer = async ({ id }: Offer): Promise<Offer['figures']> => (await offerNow(id)).figures;
const endOffer = async ({ id }: Offer): Promise<void> => {
  const { version } = await offerNow(id);
  await send(api, 'patch', `/offers/${id}`, { key, body: { state: 'ended' }, version }).expect(200);
};
const change = async ({ id }: Coupon, body: object): Promise<void> => {
  const { version } = await couponNow(id);
  await send(api, 'patch', `/coupons/${id}`, { key, body, version }).expect(200);
};
const problems = ({ notApplied }: Pick<Checkout, 'notApplied'>): string[] =>
  notApplied.map(({ problem }) => problem);
const release = (): Promise<void> => api.app.get(ReleaseDiscountHoldsJob).run();

describe('a reserved checkout', () => {
  it('holds its coupon, and is completed with it whatever changed since', async () => {
    const coupon = await makeCoupon(api, limited({ total: 2 }));
    const held = await reserved([coupon.code]);
    expect(held).toMatchObject({ state: 'reserved', version: 2, total: { gross: 3042 } });
    expect(Date.parse(held.expiresAt) - api.clock.now()).toBe(15 * 60_000);
    await counter.sell(counter.cart([coupon.code])).expect(201);
    expect(await figuresOf(coupon)).toEqual({ redeemed: 1, held: 1 });
    expect(problems(await quote([coupon.code]))).toEqual(['coupon-used-up']);
    await change(coupon, { effect: { kind: 'percent', percent: 50 }, state: 'paused' });
    api.clock.advance({ minutes: 14 });
    const { body: sold } = await counter.complete(held.id).expect(201);
    expect(sold).toMatchObject({ total: { gross: 3042 }, checkoutId: held.id });
    expect(await figuresOf(coupon)).toEqual({ redeemed: 2, held: 0 });
    const again = await counter.complete(held.id);
    expect([again.status, again.body.code, again.body.purchaseId]).toEqual([
      409,
      'checkout-completed',
      sold.id,
    ]);
  });

  it('holds an offer, and is completed with it whatever changed since', async () => {
    const [anna, bert] = [(await makeMember(api)).id, (await makeMember(api)).id];
    const offer = await makeOffer(api, { activation: 'automatic', ...limited({ total: 1 }) });
    const held = await reserved([], { member: { id: anna } });
    expect(held).toMatchObject({ offers: [{ id: offer.id }], total: { gross: 3042 } });
    expect(await figuresOfOffer(offer)).toMatchObject({ redeemed: 0, held: 1 });
    expect(await quote([], { member: { id: bert } })).toMatchObject({ offers: [] });
    await counter.cancel(held.id).expect(200);
    const again = await reserved([], { member: { id: bert } });
    expect(again).toMatchObject({ offers: [{ id: offer.id }] });
    await endOffer(offer);
    const { body: sold } = await counter.complete(again.id).expect(201);
    expect(sold).toMatchObject({ total: { gross: 3042 } });
    expect(await figuresOfOffer(offer)).toMatchObject({ redeemed: 1, held: 0 });
  });

  it('counts for the limits of the member', async () => {
    const coupon = await makeCoupon(api, limited({ perMember: 1 }));
    const member = { id: (await makeMember(api)).id };
    const held = await reserved([coupon.code], { member });
    expect(problems(await quote([coupon.code], { member }))).toEqual(['coupon-limit-of-member']);
    await counter.complete(held.id).expect(201);
    expect(problems(await quote([coupon.code], { member }))).toEqual(['coupon-limit-of-member']);
  });

  it('counts for the day on which it was reserved', async () => {
    api.clock.set('2026-11-23T23:55:00+01:00');
    const coupon = await makeCoupon(api, limited({ perMemberAndDay: 1 }));
    const member = { id: (await makeMember(api)).id };
    const held = await reserved([coupon.code], { member });
    api.clock.advance({ minutes: 10 });
    await counter.complete(held.id).expect(201);
    await counter.sell(counter.cart([coupon.code], { member })).expect(201);
  });

  it('is free again at its time, before any job has run, and only once', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const late = await reserved([coupon.code]);
    api.clock.advance({ minutes: 15 });
    expect(await figuresOf(coupon)).toEqual({ redeemed: 0, held: 0 });
    expect((await send(api, 'get', `/checkouts/${late.id}`, { key }).expect(200)).body.state).toBe('expired');
    const next = await reserved([coupon.code]);
    await release();
    await release();
    expect(await figuresOf(coupon)).toEqual({ redeemed: 0, held: 1 });
    await expectProblem(counter.complete(late.id), 409, 'checkout-expired');
    await expectProblem(counter.cancel(late.id), 409, 'checkout-expired');
    await expectProblem(counter.reserve(late.id), 409, 'checkout-expired');
    await counter.complete(next.id).expect(201);
    expect(await figuresOf(coupon)).toEqual({ redeemed: 1, held: 0 });
    await expectProblem(counter.sell(counter.cart([coupon.code])), 422, 'coupon-used-up', '/codes/0');
  });

  it('gives back what the job finds, and what is cancelled', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    await reserved([coupon.code]);
    api.clock.advance({ minutes: 15 });
    await release();
    const held = await reserved([coupon.code]);
    const once = randomUUID();
    const cancelled = await counter.cancel(held.id, once).expect(200);
    expect(cancelled.body.state).toBe('cancelled');
    expect((await counter.cancel(held.id, once).expect(200)).body).toEqual(cancelled.body);
    await expectProblem(counter.cancel(held.id), 409, 'checkout-cancelled');
    await expectProblem(counter.complete(held.id), 409, 'checkout-cancelled');
    await expectProblem(counter.reserve(held.id), 409, 'checkout-cancelled');
    expect(await figuresOf(coupon)).toEqual({ redeemed: 0, held: 0 });
    await counter.sell(counter.cart([coupon.code])).expect(201);
  });

  it('is held for longer when it is reserved again, and once for one key', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const { id } = await quote([coupon.code]);
    const once = randomUUID();
    const first = await counter.reserve(id, { minutes: 5 }, once).expect(200);
    expect((await counter.reserve(id, { minutes: 5 }, once).expect(200)).body).toEqual(first.body);
    expect(await figuresOf(coupon)).toEqual({ redeemed: 0, held: 1 });
    await counter.reserve(id, { minutes: 60 }).expect(200);
    api.clock.advance({ minutes: 59 });
    expect(await figuresOf(coupon)).toEqual({ redeemed: 0, held: 1 });
    await counter.complete(id).expect(201);
  });

  it('is open again with another cart', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const held = await reserved([coupon.code]);
    const lines = [{ name: 'Tea', quantity: 1, unitPrice: 1000 }];
    await expectProblem(counter.put(held.id, 1, counter.cart([])), 412, 'version-changed');
    await expectProblem(
      counter.put(held.id, held.version, counter.cart([], { currency: 'CZK' })),
      422,
      'currency-mismatch',
      '/currency',
    );
    expect(await figuresOf(coupon)).toEqual({ redeemed: 0, held: 1 });
    const { body: open } = await counter
      .put(held.id, held.version, counter.cart([coupon.code], { lines }))
      .expect(200);
    expect(open).toMatchObject({ state: 'open', total: { gross: 900 }, notApplied: [] });
    expect(await figuresOf(coupon)).toEqual({ redeemed: 0, held: 0 });
    await counter.complete(held.id).expect(201);
    expect(await figuresOf(coupon)).toEqual({ redeemed: 1, held: 0 });
  });

  it('is refused if its prices have changed, and needs a key and a possible time', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const [told, late] = [await quote([coupon.code]), await quote([coupon.code])];
    const bare = send(api, 'post', `/checkouts/${told.id}/reserve`, { key, body: {} });
    await expectProblem(bare, 400, 'idempotency-key-required');
    await expectProblem(counter.reserve(told.id, { minutes: 0 }), 400, 'invalid-request', '/minutes');
    await counter.reserve(told.id).expect(200);
    await expectProblem(counter.reserve(late.id), 409, 'checkout-changed');
    await expectProblem(counter.complete(late.id), 409, 'checkout-changed');
    await expectProblem(counter.reserve(randomUUID()), 404, 'not-found');
  });
});

describe('at once', () => {
  const parallel = async (times: number, work: () => PromiseLike<{ status: number }>): Promise<number> => {
    const replies = await Promise.all(Array.from({ length: times }, work));
    return replies.filter(({ status }) => status < 300).length;
  };
  /** Some pay at once, some reserve and pay. Returns how many have redeemed. */
  const rush = async (cart: () => object, times: number): Promise<number> => {
    let number = 0;
    const done = await Promise.all(
      Array.from({ length: times }, async () => {
        number += 1;
        if (number % 2 === 0) {
          const { status, body } = await counter.sell(cart());
          return status === 201 && isUsed(body);
        }
        const { body: told } = await counter.quote(cart()).expect(201);
        if (!isUsed(told) || (await counter.reserve(told.id)).status !== 200) return false;
        return (await counter.complete(told.id)).status === 201;
      }),
    );
    return done.filter(Boolean).length;
  };
  const isUsed = ({ applied, offers }: Checkout): boolean => applied.length + offers.length > 0;
  const cartWith = (coupon: Coupon & { code: string }) => () => counter.cart([coupon.code]);
  /** Carts of so many members, one after the other. */
  const cartsOf = async (count: number): Promise<() => object> => {
    const members = await Promise.all(Array.from({ length: count }, () => makeMember(api)));
    let next = 0;
    return () => {
      next += 1;
      return counter.cart([], { member: { id: members[next % count]?.id } });
    };
  };

  it('500 requests on a coupon for 100 redeem exactly 100', async () => {
    const coupon = await makeCoupon(api, limited({ total: 100 }));
    await Promise.all(Array.from({ length: 30 }, () => reserved([coupon.code])));
    // All of them expire while the others come.
    api.clock.advance({ minutes: 15 });
    expect(await rush(cartWith(coupon), 500)).toBe(100);
    expect(await figuresOf(coupon)).toEqual({ redeemed: 100, held: 0 });
  });

  it('500 requests on an offer for 100 redeem exactly 100', async () => {
    const cart = await cartsOf(50);
    const offer = await makeOffer(api, { activation: 'automatic', ...limited({ total: 100 }) });
    try {
      const open = await Promise.all(
        Array.from({ length: 30 }, async () => (await counter.quote(cart())).body.id),
      );
      for (const id of open) await counter.reserve(id).expect(200);
      api.clock.advance({ minutes: 15 });
      expect(await rush(cart, 500)).toBe(100);
      expect(await figuresOfOffer(offer)).toMatchObject({ redeemed: 100, held: 0 });
    } finally {
      await endOffer(offer);
    }
  });

  it('20 tills redeem a single one once', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    expect(await rush(cartWith(coupon), 20)).toBe(1);
  });

  it('completes and cancels a checkout once', async () => {
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const held = await reserved([coupon.code]);
    let number = 0;
    const done = await parallel(20, () => {
      number += 1;
      return number % 2 === 0 ? counter.complete(held.id) : counter.cancel(held.id);
    });
    expect(done).toBe(1);
    const { redeemed, held: still } = await figuresOf(coupon);
    const { body: checkout } = await send(api, 'get', `/checkouts/${held.id}`, { key }).expect(200);
    expect([redeemed, still]).toEqual([checkout.state === 'completed' ? 1 : 0, 0]);
  });

  it('is exact only by the lock of the counter: without it several tills redeem the last one', async () => {
    const careless = await startApp();
    try {
      await dropLocks(careless, 'reserve_budget');
      // A second net: no part of a counter goes beyond its quota. Those who come too late would get an error.
      await asOwner(careless, 'alter table budget_shards drop constraint rule_budget_shards_check');
      const place = await makeLocation(careless);
      const tills = new CheckoutTill(careless, await makeKey(careless), place.code);
      let most = 0;
      for (let round = 0; round < 10 && most <= 1; round += 1) {
        const coupon = await makeCoupon(careless, limited({ total: 2 }));
        // The first one makes the rows of the counter, which would lock too.
        await tills.sell(tills.cart([coupon.code])).expect(201);
        most = await parallel(20, () => tills.sell(tills.cart([coupon.code])));
      }
      expect(most).toBeGreaterThan(1);
    } finally {
      await careless.close();
    }
  });
});
