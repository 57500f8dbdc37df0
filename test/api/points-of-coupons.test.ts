import { randomUUID } from 'node:crypto';
import type {
  Checkout,
  Coupon,
  Location,
  OwnOffer,
  Purchase,
  PurchaseReceipt,
  Qualification,
} from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { changeClub, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

// Two bags of coffee for €19.80 and a book for €14.00, at 1 point per euro: 33 points.
const hundred = { kind: 'points-bonus', points: 100 } as const;
const double = { kind: 'points-multiplier', times: 2 } as const;
const coffee = { where: { fact: 'line.category', op: 'is', value: 'coffee' } } as const;

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
let till: Till;
let member: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  counter = new CheckoutTill(api, key, vienna.code);
  till = new Till(api, key, vienna.code);
  await makeRule(api, { locations: [vienna.id] });
});
beforeEach(async () => {
  member = (await makeMember(api)).id;
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const cartOf = (codes: readonly string[], of: string | null = member): object =>
  counter.cart(codes, of === null ? {} : { member: { id: of } });
const quote = async (codes: readonly string[], of: string | null = member): Promise<Checkout> =>
  (await counter.quote(cartOf(codes, of)).expect(201)).body;
const problems = ({ notApplied }: Checkout) => notApplied.map(({ problem }) => problem);
const sold = async (codes: readonly string[]): Promise<PurchaseReceipt & { purchaseId: string }> => {
  const { body } = await counter.sell(cartOf(codes)).expect(201);
  return { ...body.purchase, purchaseId: body.purchaseId };
};
const available = async (of = member): Promise<number> =>
  (await send(api, 'get', `/members/${of}/points`, { key }).expect(200)).body.available;
const figuresOf = async ({ id }: Pick<Coupon, 'id'>): Promise<Coupon['figures']> =>
  (await send(api, 'get', `/coupons/${id}`, { key }).expect(200)).body.figures;
const purchaseOf = async (id: string): Promise<Purchase> =>
  (await send(api, 'get', `/purchases/${id}`, { key }).expect(200)).body;
const undo = (returnId: string) =>
  send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'The wrong receipt' } })
    .set('idempotency-key', randomUUID())
    .expect(201);

describe('a coupon that gives points', () => {
  it('adds them to the purchase, as the quote said, once', async () => {
    const coupon = await makeCoupon(api, {
      effect: hundred,
      name: { en: 'A hundred' },
      ...limited({ perMember: 1 }),
    });
    const told = await quote([coupon.code]);
    expect(told).toMatchObject({
      applied: [{ id: coupon.id, discount: 0, points: 100 }],
      total: { gross: 3380, discount: 0 },
      points: { earned: 133 },
    });
    const completion = counter.completion();
    const once = randomUUID();
    const { body } = await counter.complete(told.id, completion, once).expect(201);
    const { body: again } = await counter.complete(told.id, completion, once).expect(201);
    expect(again).toEqual(body);
    await expectProblem(counter.complete(told.id), 409, 'checkout-completed');
    expect(body.points.earned).toBe(133);
    expect(body.explanation[1]).toMatchObject({
      rule: null,
      title: 'A hundred',
      points: 100,
      reason: 'Coupon: 100 Punkte',
      details: { kind: 'bonus-points', sort: 'coupon', discountId: coupon.id, discountVersion: 1 },
    });
    expect(await available()).toBe(133);
    expect(await purchaseOf(body.id)).toMatchObject({
      earned: 133,
      discounts: [{ kind: 'coupon', id: coupon.id, discount: 0, points: 100, givenBack: false }],
    });
    expect(problems(await quote([coupon.code]))).toEqual(['coupon-limit-of-member']);
    expect((await figuresOf(coupon)).redeemed).toBe(1);
  });

  it('says before the purchase how many points it would add', async () => {
    const shown = { shown: true };
    const fixed = await makeCoupon(api, { effect: hundred, ...shown });
    const twice = await makeCoupon(api, { effect: double, on: coffee, ...shown });
    const { codes: _, ...goods } = cartOf([]) as { codes: unknown };
    const ask = async (path: string, more: object = {}): Promise<Qualification> =>
      (await send(api, 'post', path, { key, body: { ...goods, ...more } }).expect(200)).body;
    expect(await ask('/coupons/validate', { code: fixed.code })).toMatchObject({ discount: 0, points: 100 });
    const told = await ask('/checkouts/qualify');
    const of = ({ id }: { id: string }) => told.applicable.find((each) => each.id === id);
    expect([of(fixed), of(twice)]).toMatchObject([
      { discount: 0, points: 100 },
      { discount: 0, points: 19 },
    ]);
    // Nothing is earned there, so there is nothing to double.
    const { code: location } = await makeLocation(api);
    const nothing = { valid: false, points: 0, problem: 'coupon-without-effect' };
    expect(await ask('/coupons/validate', { location, code: twice.code })).toMatchObject(nothing);
    const { notApplicable } = await ask('/checkouts/qualify', { location });
    expect(notApplicable).toContainEqual(
      expect.objectContaining({ id: twice.id, problem: 'coupon-without-effect' }),
    );
  });

  it('needs a member, and a purchase', async () => {
    const { code, ...coupon } = await makeCoupon(api, { effect: hundred });
    expect(problems(await quote([code], null))).toEqual(['coupon-needs-member']);
    await expectProblem(counter.sell(cartOf([code], null)), 422, 'coupon-needs-member', '/codes/0');
    const { codes: _, ...goods } = cartOf([code]) as { codes: unknown };
    const lone = send(api, 'post', `/coupon-codes/${code}/redemptions`, { key, body: goods });
    const refused = lone.set('idempotency-key', randomUUID()).set('accept-language', 'en');
    const { body } = await refused.expect(422);
    expect(body).toMatchObject({
      code: 'coupon-without-effect',
      errors: [{ pointer: '/path/code', message: expect.stringContaining('only where the purchase') }],
    });
    expect((await figuresOf(coupon)).redeemed).toBe(0);
  });

  it('gives back with the goods what came with them, in parts and again, and can be used again after all of them', async () => {
    const { code } = await makeCoupon(api, { effect: hundred, ...limited({ perMember: 1 }) });
    const { purchaseId } = await sold([code]);
    const one = await till.takeBack(purchaseId, [{ line: 0, quantity: 1 }]);
    // 70 of 100 for €23.90 of €33.80, and 23 for the money.
    expect([one.points?.takenBack, await available()]).toEqual([40, 93]);
    expect(problems(await quote([code]))).toEqual(['coupon-limit-of-member']);
    await till.takeBack(purchaseId, [{ line: 1, quantity: 1 }]);
    // 29 of 100 for €9.90, and 9.
    expect(await available()).toBe(38);
    const last = await till.takeBack(purchaseId, [{ line: 0, quantity: 1 }]);
    expect(await available()).toBe(0);
    expect(problems(await quote([code]))).toEqual([]);
    await undo(last.id);
    expect(await available()).toBe(38);
    await undo(one.id);
    expect(await available()).toBe(58 + 19);
    expect(problems(await quote([code]))).toEqual(['coupon-limit-of-member']);
  });

  it('multiplies what rules give for its goods, and no other extra points', async () => {
    const prague = await makeLocation(api, { currency: 'EUR' });
    await makeRule(api, { locations: [prague.id] });
    await makeRule(api, { locations: [prague.id], effect: { kind: 'multiplier', times: 3, ...coffee } });
    const there = new CheckoutTill(api, key, prague.code);
    const { code, id } = await makeCoupon(api, { effect: double, on: coffee });
    const { body } = await there.sell(there.cart([code], { member: { id: member } })).expect(201);
    // 33 by the rate, 39 more for coffee by the other rule, 19 by the coupon.
    expect(body.applied).toMatchObject([{ id, discount: 0, points: 19 }]);
    expect(body.purchase.points.earned).toBe(33 + 39 + 19);
    const others = new Till(api, key, prague.code);
    await others.takeBack(body.purchaseId, [{ line: 0, quantity: 1 }]);
    expect(await available()).toBe(23 + 19 + 9);
    await others.takeBack(body.purchaseId, [{ line: 0, quantity: 1 }]);
    expect(await available()).toBe(14);
  });

  it('is not used up where there is nothing to add to', async () => {
    const graz = await makeLocation(api);
    const there = new CheckoutTill(api, key, graz.code);
    const { code, ...coupon } = await makeUniqueAndShared();
    const { body: told } = await there.quote(there.cart([code], { member: { id: member } })).expect(201);
    expect([problems(told), told.points]).toEqual([['coupon-without-effect'], { earned: 0 }]);
    await there.complete(told.id).expect(201);
    expect((await figuresOf(coupon)).redeemed).toBe(0);
    await sold([code]);
    expect((await figuresOf(coupon)).redeemed).toBe(1);
  });

  const makeUniqueAndShared = async (): Promise<Coupon & { code: string }> => {
    const coupon = await makeUniqueCoupon(api, { effect: double });
    return { ...coupon, code: (await makeCodes(api, key, coupon.id, 1)).codes[0] ?? '' };
  };

  it('adds nothing to what is paid with points, and is not used up', async () => {
    await changeClub(api, {
      pointsPayment: {
        points: 1,
        amounts: [{ amount: 100, currency: 'EUR' }],
        least: 1,
        step: 1,
        percent: 100,
        backFirst: 'points',
      },
    });
    await till.sell(member, 10_000);
    const coupon = await makeCoupon(api, { effect: hundred, on: coffee });
    const { body: whole } = await counter
      .quote(
        counter.cart([coupon.code], {
          member: { id: member },
          points: 20,
          lines: [{ name: 'Roast', category: 'coffee', quantity: 1, unitPrice: 2000, taxRate: 10 }],
        }),
      )
      .expect(201);
    expect([problems(whole), whole.points]).toEqual([['coupon-without-effect'], { earned: 0 }]);
    const { body: part } = await counter.quote({ ...cartOf([coupon.code]), points: 10 }).expect(201);
    expect(part).toMatchObject({ applied: [{ points: 100 }], points: { earned: 123 } });
  });

  it('is booked once by 20 tills with a limit of one', async () => {
    const coupon = await makeCoupon(api, { effect: hundred, ...limited({ total: 1 }) });
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => counter.sell(cartOf([coupon.code], (await makeMember(api)).id))),
    );
    const won = replies.filter(({ status }) => status === 201);
    expect(won.map(({ body }) => body.purchase.points.earned)).toEqual([133]);
    expect((await figuresOf(coupon)).redeemed).toBe(1);
  });

  it('is held as it was told, and given back', async () => {
    const coupon = await makeCoupon(api, { effect: hundred, ...limited({ total: 1 }) });
    const { id } = await quote([coupon.code]);
    await counter.reserve(id).expect(200);
    const detail = expect.stringContaining('Ein anderer Einkauf nutzt gerade den letzten') as unknown;
    expect((await quote([coupon.code])).notApplied).toMatchObject([{ problem: 'coupon-used-up', detail }]);
    await send(api, 'patch', `/coupons/${coupon.id}`, {
      key,
      version: coupon.version,
      body: { effect: { ...hundred, points: 5 } },
    }).expect(200);
    await counter.cancel(id).expect(200);
    const again = await quote([coupon.code]);
    await counter.reserve(again.id).expect(200);
    await send(api, 'patch', `/coupons/${coupon.id}`, {
      key,
      version: coupon.version + 1,
      body: { effect: { ...hundred, points: 500 } },
    }).expect(200);
    const { body } = await counter.complete(again.id).expect(201);
    expect(body.points.earned).toBe(38);
  });

  it('is priced again if it changed', async () => {
    const coupon = await makeCoupon(api, { effect: hundred });
    const { id } = await quote([coupon.code]);
    await send(api, 'patch', `/coupons/${coupon.id}`, {
      key,
      version: coupon.version,
      body: { effect: { ...hundred, points: 5 } },
    }).expect(200);
    await expectProblem(counter.complete(id), 409, 'checkout-changed');
    expect(await available()).toBe(0);
  });

  it('counts beside discounts, unless it is for itself', async () => {
    const tenth = await makeCoupon(api, {});
    const points = await makeCoupon(api, { effect: hundred });
    expect(await quote([points.code, tenth.code])).toMatchObject({
      applied: [
        { id: tenth.id, points: 0 },
        { id: points.id, discount: 0, points: 100 },
      ],
      points: { earned: 130 },
    });
    const alone = await makeCoupon(api, { effect: hundred, exclusive: true });
    expect(problems(await quote([alone.code, tenth.code]))).toEqual(['coupon-exclusive']);
  });

  it.each([
    [{ effect: hundred, atMost: [{ amount: 100, currency: 'EUR' }] }, '/atMost'],
    [{ effect: double, budget: [{ amount: 100, currency: 'EUR' }] }, '/budget'],
    [{ effect: { ...double, times: 1 } }, '/effect/times'],
    [{ effect: { ...hundred, points: 0 } }, '/effect/points'],
  ])('refuses what contradicts itself: %o', async (terms, pointer) => {
    const body = { name: { en: 'Points' }, code: randomUUID().slice(-12), ...terms };
    await expectProblem(send(api, 'post', '/coupons', { key, body }), 400, 'invalid-request', pointer);
  });
});

it('an offer gives points too, and the member reads how many', async () => {
  const anna = await makeSignedInMember(api);
  member = anna.member.id;
  const { id } = await makeOffer(api, {
    effect: hundred,
    activation: 'automatic',
    ...limited({ perMember: 1 }),
  });
  expect(await quote([])).toMatchObject({
    offers: [{ id, discount: 0, points: 100 }],
    points: { earned: 133 },
  });
  const { purchaseId } = await sold([]);
  const { body } = await send(api, 'get', '/me/offers', anna).expect(200);
  const own: OwnOffer[] = body.data;
  expect(own.find((each) => each.id === id)?.uses).toMatchObject([{ purchaseId, discount: 0, points: 100 }]);
  await send(api, 'patch', `/offers/${id}`, { key, version: 1, body: { state: 'ended' } }).expect(200);
});

it('neither tiers multiply it nor does it lift the member', async () => {
  const { code: tier } = await makeTier(api, { threshold: 5000, multiplierPercent: 150 });
  await till.sell(member, 500_000);
  const { code } = await makeCoupon(api, { effect: hundred });
  const { tier: after, points } = await sold([code]);
  expect(points?.earned).toBe(33 + 16 + 100);
  expect(after).toMatchObject({ code: tier, status: 5033 });
});
