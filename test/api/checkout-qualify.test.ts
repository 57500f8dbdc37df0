import { randomUUID } from 'node:crypto';
import type { Checkout, Location, Qualification } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  counter = new CheckoutTill(api, key, vienna.code);
});
afterAll(() => api.close());

const newMember = async () => ({ id: (await makeMember(api)).id });
const ask = (more: object = {}) => {
  const { codes: _, ...goods } = counter.cart([]) as { codes: unknown };
  return send(api, 'post', '/checkouts/qualify', { key, body: { ...goods, ...more } });
};
const qualified = async (more: object = {}): Promise<Qualification> => (await ask(more).expect(200)).body;
const of = <Each extends { id: string }>(list: readonly Each[], { id }: { id: string }): Each | undefined =>
  list.find((each) => each.id === id);

describe('what counts for a cart', () => {
  it('names what each takes off alone, what is missing, and why others do not count', async () => {
    const tenth = await makeCoupon(api, { shown: true });
    const tea = await makeCoupon(api, {
      shown: true,
      on: { where: { fact: 'line.category', op: 'is', value: 'tea' } },
    });
    const four = await makeCoupon(api, {
      shown: true,
      effect: { kind: 'buy-get', buy: 4, get: 1, percent: 100, times: null, given: null },
    });
    const large = await makeCoupon(api, {
      shown: true,
      minimumSpend: { of: 'cart', amounts: [{ amount: 4000, currency: 'EUR' }] },
    });
    const draft = await makeCoupon(api, { shown: true, state: 'draft' });
    const unshown = await makeCoupon(api);
    const found = await qualified();
    expect(of(found.applicable, tenth)).toMatchObject({ kind: 'coupon', code: tenth.code, discount: 338 });
    expect(of(found.notApplicable, tea)).toMatchObject({ problem: 'coupon-no-matching-goods' });
    expect(of(found.missing, four)).toMatchObject({ pieces: 2, amount: null, detail: 'noch 2 Stück' });
    expect(of(found.missing, large)).toMatchObject({ pieces: null, amount: 620 });
    const all = [...found.applicable, ...found.missing, ...found.notApplicable];
    expect(of(all, draft)).toBeUndefined();
    expect(of(all, unshown)).toBeUndefined();
  });

  it('respects limits, and names the offers of the member', async () => {
    const once = await makeCoupon(api, { shown: true, ...limited({ perMember: 1 }) });
    const offer = await makeOffer(api);
    const member = await newMember();
    expect(of((await qualified()).notApplicable, once)?.problem).toBe('coupon-needs-member');
    const before = await qualified({ member });
    expect(of(before.applicable, once)).toBeDefined();
    expect(of(before.applicable, offer)).toMatchObject({ kind: 'offer', code: null, ready: false });
    await counter.sell(counter.cart([once.code], { member })).expect(201);
    const after = await qualified({ member });
    expect(after.memberId).toBe(member.id);
    expect(of(after.notApplicable, once)?.problem).toBe('coupon-limit-of-member');
  });

  it('does not name offers of which the member is held out', async () => {
    const hidden = await makeOffer(api, { heldOut: 50, activation: 'automatic' });
    for (let asked = 0; asked < 6; asked += 1) {
      const member = await newMember();
      const { applicable } = await qualified({ member });
      const { body } = await counter.quote(counter.cart([], { member })).expect(201);
      expect(of(applicable, hidden)?.id).toBe(of((body as Checkout).offers, hidden)?.id);
    }
  });

  it('holds and keeps nothing, and refuses what a quote refuses', async () => {
    const last = await makeCoupon(api, { shown: true, ...limited({ total: 1 }) });
    await qualified();
    await qualified();
    expect((await counter.quote(counter.cart([last.code])).expect(201)).body.applied).toHaveLength(1);
    await expectProblem(ask({ location: 'nowhere' }), 422, 'unknown-location', '/location');
    await expectProblem(ask({ codes: ['x'] }), 400, 'invalid-request', '/codes');
  });
});

it('rounds the tax once per rate, in the quote as in the purchase', async () => {
  // Each net is 2.5 cents, all together are 7.5.
  const line = { name: 'Sugar', category: 'extras', quantity: 1, unitPrice: 3, taxRate: 20 };
  const cart = counter.cart([], { lines: [line, line, line] });
  const { body: told } = await counter.quote(cart).expect(201);
  expect(told.total).toMatchObject({ gross: 9, net: 8, taxes: [{ rate: 20, net: 8, tax: 1 }] });
  const { body: sold } = await counter.complete(told.id).expect(201);
  expect(sold.total).toMatchObject({ gross: 9, net: 8 });
  const posted = send(api, 'post', '/purchases', {
    key,
    body: {
      receipt: { location: vienna.code, number: randomUUID() },
      purchasedAt: new Date(api.clock.now()).toISOString(),
      currency: 'EUR',
      lines: [line, line, line],
    },
  }).set('idempotency-key', randomUUID());
  expect((await posted.expect(201)).body.total).toMatchObject({ gross: 9, net: 8 });
});

it('a coupon of the night counts after midnight too, on the weekday on which the night began', async () => {
  const night = await makeCoupon(api, { weekdays: [5], hours: { from: '22:00', until: '02:00' } });
  const problemsAt = async (at: string): Promise<string[]> => {
    api.clock.set(at);
    const { body } = await counter.quote(counter.cart([night.code])).expect(201);
    return (body as Checkout).notApplied.map(({ problem }) => problem);
  };
  try {
    expect(await problemsAt('2026-11-27T21:59:00+01:00')).toEqual(['coupon-wrong-time']);
    expect(await problemsAt('2026-11-27T23:30:00+01:00')).toEqual([]);
    expect(await problemsAt('2026-11-28T01:59:00+01:00')).toEqual([]);
    expect(await problemsAt('2026-11-28T02:00:00+01:00')).toEqual(['coupon-wrong-time']);
    expect(await problemsAt('2026-11-28T22:30:00+01:00')).toEqual(['coupon-wrong-time']);
  } finally {
    api.clock.reset();
  }
});
