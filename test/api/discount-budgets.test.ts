import { randomUUID } from 'node:crypto';
import type { Checkout, Coupon, Offer, Task } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PastCheckouts } from '../../apps/api/src/features/checkout/index.ts';
import { WatchDiscountBudgetsJob } from '../../apps/api/src/features/discounts/watch-discount-budgets.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { CheckoutTill, coffeeAndBook, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { asOwner } from '../support/owner.ts';
import { expectProblem, send } from '../support/requests.ts';
import { dropLocks } from '../support/without-locks.ts';

let api: TestApp;
let key: string;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  counter = new CheckoutTill(api, key, (await makeLocation(api)).code);
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

/** A tenth off the cart is €3.38. */
const off = 338;
const euros = (amount: number) => [{ amount, currency: 'EUR' }];
const sell = (coupon: { code: string }, more: object = {}) => counter.sell(counter.cart([coupon.code], more));
const quote = async (code: string): Promise<Checkout> =>
  (await counter.quote(counter.cart([code])).expect(201)).body;
const discountOf = async (code: string): Promise<number> => (await quote(code)).total.discount;
const figuresOf = async ({ id }: { id: string }): Promise<Coupon['figures']> =>
  (await send(api, 'get', `/coupons/${id}`, { key }).expect(200)).body.figures;
const spentOf = async (coupon: { id: string }): Promise<number | undefined> =>
  (await figuresOf(coupon)).budgetSpent[0]?.amount;
const change = async (coupon: { id: string; version: number }, body: object): Promise<void> => {
  await send(api, 'patch', `/coupons/${coupon.id}`, { key, version: coupon.version, body }).expect(200);
};
const returned = async (purchaseId: string, lines: object[]): Promise<string> => {
  const request = send(api, 'post', `/purchases/${purchaseId}/returns`, {
    key,
    body: { lines, reason: 'broken' },
  });
  const { body } = await request.set('idempotency-key', randomUUID()).expect(201);
  return body.id as string;
};
const wholeCart = [
  { line: 0, quantity: 2 },
  { line: 1, quantity: 1 },
];

describe('the budget of a coupon', () => {
  it('is never exceeded, and all of it is given: the last one takes off what is left', async () => {
    const coupon = await makeCoupon(api, { budget: euros(10 * off + 100) });
    const rush = await Promise.all(Array.from({ length: 60 }, () => sell(coupon)));
    expect(rush.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    const codes = rush.flatMap(({ status, body }) => (status === 201 ? [] : [body.code]));
    expect(new Set(codes).isSubsetOf(new Set(['coupon-used-up']))).toBe(true);
    while ((await discountOf(coupon.code)) > 0) await sell(coupon).expect(201);
    expect(await figuresOf(coupon)).toEqual({ redeemed: 11, held: 0, budgetSpent: euros(10 * off + 100) });
    await expectProblem(sell(coupon), 422, 'coupon-used-up', '/codes/0');
    expect((await quote(coupon.code)).notApplied[0]?.detail).toBe('Von diesem Coupon ist nichts mehr übrig.');
  });

  it('is given as far as it goes to past purchases that are booked together', async () => {
    const { code, id } = await makeCoupon(api, { budget: euros(off + 100) });
    const { code: location } = await makeLocation(api);
    const past = Array.from({ length: 3 }, (_, index) => ({
      receipt: { location, number: `PAST-${String(index)}` },
      purchasedAt: new Date(api.clock.now() - 3_600_000 + index).toISOString(),
      currency: 'EUR',
      channel: 'till' as const,
      memberId: null,
      codes: [code],
      lines: coffeeAndBook.map((line) => ({ kind: 'goods' as const, discount: 0, ...line })),
    }));
    const results = await api.app.get(PastCheckouts).recordMany(past, 'demo');
    expect(results.filter((result) => 'recorded' in result)).toHaveLength(3);
    expect(await figuresOf({ id })).toMatchObject({ redeemed: 2, budgetSpent: euros(off + 100) });
  });

  it('asks to price again if others took what was told', async () => {
    const coupon = await makeCoupon(api, { budget: euros(500) });
    const { id } = await quote(coupon.code);
    await sell(coupon).expect(201);
    await expectProblem(counter.complete(id), 409, 'checkout-changed');
    expect(await discountOf(coupon.code)).toBe(500 - off);
    expect(await spentOf(coupon)).toBe(off);
  });

  it('says that it made a discount smaller, in the quote and on the receipt', async () => {
    const coupon = await makeCoupon(api, { budget: euros(500), atMost: euros(300) });
    const most = { discount: 300, trimmed: 'maximum', note: 'Das ist der höchstmögliche Rabatt.' };
    expect((await quote(coupon.code)).applied).toMatchObject([most]);
    await sell(coupon).expect(201);
    const rest = { discount: 200, trimmed: 'budget', note: 'Vom Rabatt war nur noch dieser Teil übrig.' };
    const told = await quote(coupon.code);
    expect(told.applied).toMatchObject([rest]);
    await counter.reserve(told.id).expect(200);
    const { body } = await counter.complete(told.id).expect(201);
    const read = send(api, 'get', `/purchases/${body.id}`, { key }).set('accept-language', 'cs');
    const note = 'Ze\u00a0slevy už zbývala jen tato část.';
    expect((await read.expect(200)).body.discounts).toMatchObject([{ ...rest, note }]);
    const whole = await makeCoupon(api, { budget: euros(off) });
    expect((await quote(whole.code)).applied).toMatchObject([{ trimmed: null, note: null }]);
  });

  it('counts what checkouts hold, and gets it back when they are cancelled or their time is over', async () => {
    const coupon = await makeCoupon(api, { budget: euros(off) });
    const { id } = await quote(coupon.code);
    await counter.reserve(id).expect(200);
    expect(await spentOf(coupon)).toBe(off);
    expect(await discountOf(coupon.code)).toBe(0);
    await counter.cancel(id).expect(200);
    expect(await spentOf(coupon)).toBe(0);

    const left = await quote(coupon.code);
    await counter.reserve(left.id).expect(200);
    api.clock.advance({ minutes: 16 });
    expect(await spentOf(coupon)).toBe(0);
    const paid = await quote(coupon.code);
    await counter.reserve(paid.id).expect(200);
    await counter.complete(paid.id).expect(201);
    expect(await figuresOf(coupon)).toEqual({ redeemed: 1, held: 0, budgetSpent: euros(off) });
  });

  it('gets it back with the last of the goods, and gives it again if the return was a mistake', async () => {
    const coupon = await makeCoupon(api, { budget: euros(2 * off) });
    const { body } = await sell(coupon).expect(201);
    await returned(body.purchaseId, [{ line: 0, quantity: 2 }]);
    expect(await spentOf(coupon)).toBe(off);
    const last = await returned(body.purchaseId, [{ line: 1, quantity: 1 }]);
    expect(await spentOf(coupon)).toBe(0);
    await sell(coupon).expect(201);
    await sell(coupon).expect(201);
    expect(await discountOf(coupon.code)).toBe(0);
    const undo = send(api, 'post', `/returns/${last}/reverse`, { key, body: { reason: 'wrong receipt' } });
    await undo.set('idempotency-key', randomUUID()).expect(201);
    expect(await figuresOf(coupon)).toMatchObject({ redeemed: 3, budgetSpent: euros(3 * off) });
    expect(await discountOf(coupon.code)).toBe(0);
  });

  it('counts what a till redeems without a purchase, until it gives it back', async () => {
    const coupon = await makeCoupon(api, { budget: euros(off) });
    const { codes: _, ...goods } = counter.cart([]) as { codes: string[] };
    const { body } = await send(api, 'post', `/coupon-codes/${coupon.code}/redemptions`, { key, body: goods })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(await spentOf(coupon)).toBe(off);
    expect(await discountOf(coupon.code)).toBe(0);
    await send(api, 'post', `/coupon-redemptions/${body.id}/rollback`, { key })
      .set('idempotency-key', randomUUID())
      .expect(200);
    expect(await spentOf(coupon)).toBe(0);
  });

  it('counts from when it is set, and a higher one counts what was taken off before', async () => {
    const coupon = await makeCoupon(api);
    const { body: before } = await sell(coupon).expect(201);
    await change(coupon, { budget: euros(off) });
    await sell(coupon).expect(201);
    await returned(before.purchaseId, wholeCart);
    expect(await discountOf(coupon.code)).toBe(0);
    await change({ id: coupon.id, version: coupon.version + 1 }, { budget: euros(off + 38) });
    expect(await discountOf(coupon.code)).toBe(38);
  });

  it('is one for each currency, and none where it has no amount', async () => {
    const prague = await makeLocation(api, { currency: 'CZK' });
    const tills = new CheckoutTill(api, key, prague.code);
    const sellIn = (code: string) => tills.sell(tills.cart([code], { currency: 'CZK' }));
    const one = await makeCoupon(api, { budget: euros(off) });
    await expectProblem(sellIn(one.code), 422, 'coupon-other-currency', '/codes/0');
    const both = await makeCoupon(api, { budget: [...euros(off), { amount: 100, currency: 'CZK' }] });
    await sellIn(both.code).expect(201);
    await sell(both).expect(201);
    expect((await figuresOf(both)).budgetSpent).toEqual([
      { amount: off, currency: 'EUR' },
      { amount: 100, currency: 'CZK' },
    ]);
  });

  it('refuses a budget of nothing, and one currency twice', async () => {
    const coupon = await makeCoupon(api);
    const patch = (budget: object[]) =>
      send(api, 'patch', `/coupons/${coupon.id}`, { key, version: coupon.version, body: { budget } });
    await expectProblem(patch(euros(0)), 400, 'invalid-request', '/budget/0/amount');
    await expectProblem(patch([...euros(1), ...euros(2)]), 400, 'invalid-request', '/budget');
  });

  it('is exact only by the lock of its counter', async () => {
    const careless = await startApp();
    try {
      await dropLocks(careless, 'reserve_budget');
      // A second net: no part of a counter goes beyond its quota.
      await asOwner(careless, 'alter table budget_shards drop constraint rule_budget_shards_check');
      const carelessKey = await makeKey(careless);
      const tills = new CheckoutTill(careless, carelessKey, (await makeLocation(careless)).code);
      let spent = 0;
      for (let round = 0; round < 10 && spent <= 2 * off; round += 1) {
        const { id, code } = await makeCoupon(careless, { budget: euros(2 * off) });
        // The first one makes the rows of the counter, which would lock too.
        await tills.sell(tills.cart([code])).expect(201);
        await Promise.all(Array.from({ length: 20 }, () => tills.sell(tills.cart([code]))));
        const { body } = await send(careless, 'get', `/coupons/${id}`, { key: carelessKey }).expect(200);
        spent = (body as Coupon).figures.budgetSpent[0]?.amount ?? 0;
      }
      expect(spent).toBeGreaterThan(2 * off);
    } finally {
      await careless.close();
    }
  });
});

describe('the budget of an offer', () => {
  it('limits what members get together, and members do not find an offer that is used up', async () => {
    const offer = await makeOffer(api, { activation: 'automatic', budget: euros(off + 100) });
    const anna = await makeSignedInMember(api);
    const own = async (): Promise<string[]> => {
      const { body } = await send(api, 'get', '/me/offers', { cookie: anna.cookie }).expect(200);
      return (body as { data: { id: string }[] }).data.map(({ id }) => id);
    };
    const buy = (member: { id: string }) => counter.sell(counter.cart([], { member: { id: member.id } }));
    expect(await own()).toContain(offer.id);
    const first = await buy(await makeMember(api)).expect(201);
    expect(first.body.offers).toMatchObject([{ id: offer.id, discount: off }]);
    const second = await buy(await makeMember(api)).expect(201);
    expect(second.body.offers).toMatchObject([{ id: offer.id, discount: 100 }]);
    const third = await buy(anna.member).expect(201);
    expect(third.body).toMatchObject({ offers: [], total: { discount: 0 } });
    expect(await own()).not.toContain(offer.id);
    const { body } = await send(api, 'get', `/offers/${offer.id}`, { key }).expect(200);
    expect((body as Offer).figures).toMatchObject({ redeemed: 2, budgetSpent: euros(off + 100) });
    await send(api, 'patch', `/offers/${offer.id}`, {
      key,
      version: offer.version,
      body: { state: 'ended' },
    }).expect(200);
  });
});

describe('a budget that is nearly used up', () => {
  it('makes a task for managers at 80 % and when nothing is left, once', async () => {
    const manager = await makeStaff(api, ['manager']);
    const coupon = await makeCoupon(api, {
      name: { en: 'A tenth off' },
      budget: euros(5 * off),
      ...limited({ total: 100 }),
    });
    const look = () => api.app.get(WatchDiscountBudgetsJob).run();
    const tasks = async (): Promise<Task[]> => {
      const { body } = await send(api, 'get', '/tasks?sort=newest&limit=200', manager).expect(200);
      return (body as { data: Task[] }).data.filter(({ discount }) => discount?.id === coupon.id);
    };
    const kinds = async (): Promise<string[]> => (await tasks()).map(({ kind }) => kind).toSorted();
    for (let sold = 0; sold < 3; sold += 1) await sell(coupon).expect(201);
    await look();
    await sell(coupon).expect(201);
    await Promise.all([look(), look()]);
    await expect.poll(kinds).toEqual(['discount-budget-nearly-used']);
    await sell(coupon).expect(201);
    await look();
    await look();
    await expect.poll(kinds).toEqual(['discount-budget-nearly-used', 'discount-budget-used-up']);
    expect((await tasks())[0]?.discount).toEqual({
      sort: 'coupon',
      id: coupon.id,
      name: { en: 'A tenth off' },
    });
  });
});
