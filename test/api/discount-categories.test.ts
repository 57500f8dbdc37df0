import type { Checkout, Coupon, DiscountCategory } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  const vienna = await makeLocation(api);
  await makeRule(api);
  counter = new CheckoutTill(api, key, vienna.code);
});
afterAll(() => api.close());

const path = '/discount-categories';
const post = (body: object) => send(api, 'post', path, { key, body });
let made = 0;
/** With a name of its own. */
const makeCategory = async (
  within: DiscountCategory['within'],
  priority: number,
): Promise<DiscountCategory> => {
  made += 1;
  return (await post({ name: { en: `Category ${made}` }, within, priority }).expect(201)).body;
};
const patch = ({ id, version }: DiscountCategory, body: object) =>
  send(api, 'patch', `${path}/${id}`, { key, version, body });
const remove = ({ id }: DiscountCategory) => send(api, 'delete', `${path}/${id}`, { key });
const listed = async (): Promise<DiscountCategory[]> =>
  (await send(api, 'get', path, { key }).expect(200)).body.data;
const euros = (amount: number): Coupon['effect'] => ({
  kind: 'amount',
  amounts: [{ amount, currency: 'EUR' }],
  per: 'cart',
});
const quote = async (codes: readonly string[], more: object = {}): Promise<Checkout> =>
  (await counter.quote(counter.cart(codes, more)).expect(201)).body;
/** What counts, in the order in which it counted. */
const discountsOf = ({ applied, offers }: Checkout): [string, number][] =>
  [...applied, ...offers].map(({ id, discount }) => [id, discount]);
const refusedOf = ({ notApplied }: Checkout): (string | null)[][] =>
  notApplied.map(({ id, problem, detail }) => [id, problem, detail]);

it('two managers who save the same number at once: one of them has it', async () => {
  const [one, other] = [await makeCategory('all', 150), await makeCategory('all', 151)];
  const made = await Promise.all(
    ['First', 'Second'].map((name) => post({ name: { en: name }, within: 'all', priority: 152 })),
  );
  expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);
  const moved = await Promise.all([one, other].map((each) => patch(each, { priority: 153 })));
  expect(moved.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = [...made, ...moved].filter(({ status }) => status === 409);
  for (const { body } of refused)
    expect(body).toMatchObject({ code: 'already-taken', errors: [{ pointer: '/priority' }] });
  const numbers = (await listed()).map(({ priority }) => priority);
  expect(new Set(numbers).size).toBe(numbers.length);
  const first: DiscountCategory = made.find(({ status }) => status === 201)?.body;
  for (const each of [one, other, first]) await remove(each).expect(204);
});

// Two bags of coffee and a book for €33.80 altogether.
describe('two coupons of one category', () => {
  let number = 20;
  const pair = async (within: DiscountCategory['within']) => {
    number += 1;
    const { id: category } = await makeCategory(within, number);
    const tenth = await makeCoupon(api, { category, ...limited({ perMember: 1 }) });
    const euro = await makeCoupon(api, { category, effect: euros(300), ...limited({ perMember: 1 }) });
    return { tenth, euro, codes: [euro.code, tenth.code] };
  };

  it('count together with `all`: a tenth is 3.38, then 3.00 more', async () => {
    const { tenth, euro, codes } = await pair('all');
    const told = await quote(codes, { member: { id: (await makeMember(api)).id } });
    expect(discountsOf(told)).toEqual([
      [tenth.id, 338],
      [euro.id, 300],
    ]);
    expect(told.total.gross).toBe(2742);
  });

  it('leave only the larger one with `best`, and the other stays unused', async () => {
    const { tenth, euro, codes } = await pair('best');
    const member = { id: (await makeMember(api)).id };
    const cart = counter.cart(codes, { member });
    await expectProblem(counter.sell(cart), 422, 'coupon-outdone', '/codes/0');
    const { body: sold } = await counter.sell({ ...cart, apply: 'partial' }).expect(201);
    expect(discountsOf(sold)).toEqual([[tenth.id, 338]]);
    expect(refusedOf(sold)).toEqual([
      [euro.id, 'coupon-outdone', 'Ein anderer Rabatt dieses Einkaufs bringt mehr.'],
    ]);
    // The member may use it once, and has not.
    expect(discountsOf(await quote(codes, { member }))).toEqual([[euro.id, 300]]);
  });

  it('do not combine with `none`: the second one is refused, in words that name the first', async () => {
    const { tenth, euro, codes } = await pair('none');
    const member = { id: (await makeMember(api)).id };
    const inLanguage = async (language: string): Promise<string | null | undefined> => {
      const body = counter.cart(codes, { member });
      const reply = send(api, 'post', '/checkouts', { key, body }).set('accept-language', language);
      const told: Checkout = (await reply.expect(201)).body;
      expect(discountsOf(told)).toEqual([[tenth.id, 338]]);
      expect(told.notApplied).toMatchObject([{ id: euro.id, problem: 'coupon-not-combinable' }]);
      return told.notApplied[0]?.detail;
    };
    expect(await inLanguage('de')).toBe('Dieser Coupon gilt nicht zusammen mit „Ein Zehntel weniger“.');
    expect(await inLanguage('en')).toBe('This coupon does not count together with “A tenth off”.');
    expect(await inLanguage('cs')).toBe(
      'Tento kupon nelze spojit s\u00a0jinou slevou tohoto nákupu: „Ein Zehntel weniger“.',
    );
    await expectProblem(
      counter.sell(counter.cart(codes, { member })),
      422,
      'coupon-not-combinable',
      '/codes/0',
    );
    // Alone it counts: as a code without a purchase, in a question, and in a cart.
    const { codes: _, ...goods } = counter.cart([], { member }) as { codes: unknown };
    const validity = await send(api, 'post', '/coupons/validate', {
      key,
      body: { ...goods, code: euro.code },
    }).expect(200);
    expect(validity.body).toMatchObject({ valid: true, discount: 300 });
    expect(discountsOf(await quote([euro.code], { member }))).toEqual([[euro.id, 300]]);
  });

  it('of which one is an offer follow the same rule', async () => {
    number += 1;
    const { id: category } = await makeCategory('none', number);
    const offer = await makeOffer(api, { category, activation: 'automatic', effect: euros(500) });
    const coupon = await makeCoupon(api, { category });
    const told = await quote([coupon.code], { member: { id: (await makeMember(api)).id } });
    expect(discountsOf(told)).toEqual([[offer.id, 500]]);
    expect(refusedOf(told)).toEqual([
      [coupon.id, 'coupon-not-combinable', 'Dieser Coupon gilt nicht zusammen mit „Ein Zehntel für dich“.'],
    ]);
    const patched = send(api, 'patch', `/offers/${offer.id}`, { key, version: 1, body: { state: 'ended' } });
    await patched.expect(200);
  });
});

describe('two categories', () => {
  it('count by their numbers, whatever takes more off; a change counts from the next price on', async () => {
    const ofPercent = await makeCategory('all', 51);
    const ofAmount = await makeCategory('best', 61);
    const tenth = await makeCoupon(api, { category: ofPercent.id });
    const euro = await makeCoupon(api, { category: ofAmount.id, effect: euros(500) });
    const codes = [euro.code, tenth.code];
    // 33.80 less 3.38 is 30.42, less 5.00 is 25.42.
    const told = await quote(codes);
    expect([discountsOf(told), told.total.gross]).toEqual([
      [
        [tenth.id, 338],
        [euro.id, 500],
      ],
      2542,
    ]);
    const held = await quote(codes);
    await counter.reserve(held.id).expect(200);
    await patch(ofPercent, { priority: 71 }).expect(200);
    await expectProblem(counter.complete(told.id), 409, 'checkout-changed');
    const { body: kept } = await counter.complete(held.id).expect(201);
    expect(kept.total.gross).toBe(2542);
    // 33.80 less 5.00 is 28.80, less a tenth of that is 25.92.
    const next = await quote(codes);
    expect([discountsOf(next), next.total.gross]).toEqual([
      [
        [euro.id, 500],
        [tenth.id, 288],
      ],
      2592,
    ]);
  });

  it('come before and after those without a category, and always before discounts by hand', async () => {
    await changeClub(api, {
      manualDiscounts: {
        cashierPercent: 10,
        managerPercent: 50,
        reasons: [],
        otherReasons: true,
        sumsByPerson: false,
      },
    });
    const { id: category } = await makeCategory('all', 199);
    const last = await makeCoupon(api, { category, effect: euros(500) });
    const usual = await makeCoupon(api);
    const manualDiscounts = [{ percent: 10, reason: 'a long wait' }];
    const told = await quote([last.code, usual.code], { manualDiscounts });
    // A tenth of 33.80 is 3.38; 5.00; a tenth of 25.42 is 2.54.
    expect(discountsOf(told)).toEqual([
      [usual.id, 338],
      [last.id, 500],
    ]);
    expect(told.manualDiscounts).toMatchObject([{ discount: 254 }]);
  });
});

describe('the categories of a club', () => {
  it('are listed in the order in which they count, with what is in them, and audited', async () => {
    const late = await makeCategory('none', 181);
    const early = await makeCategory('all', 1);
    const coupon = await makeCoupon(api, { category: late.id, name: { en: 'Spring' } });
    const rows = await listed();
    expect(pluck<number>({ data: rows }, 'priority')).toEqual(
      pluck<number>({ data: rows }, 'priority').toSorted((one, other) => one - other),
    );
    expect(rows.find(({ id }) => id === late.id)).toMatchObject({
      within: 'none',
      usedBy: [{ type: 'coupon', id: coupon.id, name: 'Spring' }],
    });
    expect((await send(api, 'get', `/coupons/${coupon.id}`, { key }).expect(200)).body.category).toBe(
      late.id,
    );
    const { body: changed } = await patch(early, { name: { de: 'Zuerst' }, within: 'best' }).expect(200);
    expect(changed).toMatchObject({ version: 2, name: 'Zuerst', priority: 1, within: 'best' });
    await expectProblem(patch(early, { within: 'all' }), 412, 'version-changed');
    const { body: log } = await send(api, 'get', '/audit-entries?limit=50', { key }).expect(200);
    const entries = log.data as { action: string; subject: { id: string } }[];
    const own = entries.filter(({ subject }) => subject.id === early.id);
    expect(pluck({ data: own }, 'action').toSorted()).toEqual([
      'discount-category.changed',
      'discount-category.created',
    ]);
  });

  it('stay while a coupon that has not ended is in them, and go then', async () => {
    const category = await makeCategory('all', 182);
    const { id } = await makeCoupon(api, { category: category.id, name: { en: 'Summer' } });
    const refused = await remove(category);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'discount-category-in-use',
      'In it: Summer',
    ]);
    const ended = await send(api, 'patch', `/coupons/${id}`, { key, version: 1, body: { state: 'ended' } });
    expect(ended.body.category).toBe(category.id);
    await remove(category).expect(204);
    await expectProblem(remove(category), 404, 'not-found');
  });

  it('refuse what contradicts the others, and change nothing', async () => {
    const { name, priority } = await makeCategory('all', 183);
    const before = await listed();
    const body = { name: { en: 'Another' }, priority: 184, within: 'all' };
    await expectProblem(
      post({ ...body, name: { de: 'Neu', en: name.toUpperCase() } }),
      409,
      'already-taken',
      '/name',
    );
    await expectProblem(post({ ...body, priority }), 409, 'already-taken', '/priority');
    for (const reserved of [0, 10, 50, 100, 200])
      await expectProblem(post({ ...body, priority: reserved }), 400, 'invalid-request', '/priority');
    await expectProblem(post({ ...body, within: 'two' }), 400, 'invalid-request', '/within');
    const unknown = { category: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b99' };
    const coupon = {
      name: { en: 'Lost' },
      code: 'LOST1',
      effect: { kind: 'percent', percent: 10 },
      ...unknown,
    };
    const lost = send(api, 'post', '/coupons', { key, body: coupon });
    await expectProblem(lost, 422, 'unknown-discount-category', '/category');
    expect(await listed()).toEqual(before);
    const numbers = new Set(before.map((each) => each.priority));
    const free = Array.from({ length: 40 }, (_, index) => 110 + index).filter((each) => !numbers.has(each));
    const filling: DiscountCategory[] = [];
    for (const each of free.slice(0, 20 - before.length)) filling.push(await makeCategory('all', each));
    await expectProblem(post(body), 422, 'too-many-discount-categories');
    for (const each of filling) await remove(each).expect(204);
  });
});
