import type { CouponRefusal, Location } from '@regulars/contracts';
import { cardQrText, formatCardNumber } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let vienna: Location;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
  vienna = await makeLocation(api);
});
afterAll(() => api.close());

/** A shop of its own: others' guesses do not count. */
const newShop = async (): Promise<{ key: string; counter: CheckoutTill }> => {
  const key = await makeKey(api);
  return { key, counter: new CheckoutTill(api, key, vienna.code) };
};
const refusals = async (key: string, query = ''): Promise<CouponRefusal[]> =>
  (await send(api, 'get', `/coupon-refusals${query}`, { key }).expect(200)).body.data;

describe('unknown codes', () => {
  it('count for the member of the cart, each once, and then no code of a cart is read', async () => {
    const { counter } = await newShop();
    const coupon = await makeCoupon(api);
    const [anna, bert] = [{ id: (await makeMember(api)).id }, { id: (await makeMember(api)).id }];
    const wrong = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, place) => `NONE-${from + place}`);
    const { body: first } = await counter.quote(counter.cart(wrong(0, 18), { member: anna })).expect(201);
    expect(first.notApplied).toHaveLength(18);
    // The same cart with other goods: nothing new is tried.
    const { body: again } = await counter
      .put(first.id, 1, counter.cart(wrong(0, 18), { member: anna, lines: [{ amount: 900 }] }))
      .expect(200);
    expect(again.notApplied).toHaveLength(18);
    // Two are left. A cart that tries three is not told about any of them.
    await expectProblem(
      counter.quote(counter.cart([...wrong(18, 21), coupon.code], { member: anna })),
      429,
      'too-many-requests',
    );
    await expectProblem(
      counter.quote(counter.cart([coupon.code], { member: anna })),
      429,
      'too-many-requests',
    );
    await counter.quote(counter.cart([], { member: anna })).expect(201);
    await counter.quote(counter.cart([coupon.code], { member: bert })).expect(201);
  });

  it('count for a member together, by whatever the cart names them', async () => {
    const { counter } = await newShop();
    const { id } = await makeMember(api, { externalId: 'crm-4711' });
    const card = await api.app.get(Cards).activeOf(id);
    if (!card) throw new Error('no card');
    const number = formatCardNumber(card.number);
    const references = [
      { id },
      { id: id.toUpperCase() },
      { externalId: 'crm-4711' },
      { card: number },
      { card: number.replaceAll(' ', '') },
      { token: cardQrText(card.reference) },
    ];
    const asking = (member: object, codes: readonly string[]) =>
      counter.quote(counter.cart(codes, { member }));
    for (const [place, member] of references.entries())
      await asking(
        member,
        ['A', 'B', 'C'].map((each) => `TRY-${place}-${each}`),
      ).expect(201);
    await asking({ id }, ['TRY-SIX', 'TRY-SEVEN']).expect(201);
    for (const member of references)
      await expectProblem(asking(member, ['ONE-MORE']), 429, 'too-many-requests');
    await asking({ id: (await makeMember(api)).id }, ['ONE-MORE']).expect(201);
    await expectProblem(asking({ card: '1' }, ['ONE-MORE']), 404, 'unknown-card', '/member/card');
  });

  it('at once tell no more than one after the other', async () => {
    const { counter } = await newShop();
    const member = { id: (await makeMember(api)).id };
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, place) => counter.quote(counter.cart([`GUESS-${place}`], { member }))),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  it('count 600 for an address, whatever the key', async () => {
    const shops = [await newShop(), await newShop()] as const;
    const coupon = await makeCoupon(api);
    const wrong = (cart: number): string[] =>
      Array.from({ length: 30 }, (_, place) => `WRONG-${cart}-${place}`);
    const asking = (shop: number, codes: readonly string[], address = '203.0.113.77') => {
      const { counter } = shops[shop] ?? shops[0];
      return counter.quote(counter.cart(codes)).set('x-forwarded-for', address);
    };
    const quotes = await Promise.all(Array.from({ length: 20 }, (_, cart) => asking(cart % 2, wrong(cart))));
    expect(new Set(quotes.map(({ status }) => status))).toEqual(new Set([201]));
    // Each key has 300 left.
    await expectProblem(asking(0, ['ONE-MORE']), 429, 'too-many-requests');
    await expectProblem(asking(1, [coupon.code]), 429, 'too-many-requests');
    await asking(1, []).expect(201);
    await asking(1, [coupon.code], '203.0.113.78').expect(201);
  });

  it('count where they refuse a sale, and codes that exist never do', async () => {
    const { counter } = await newShop();
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const member = { id: (await makeMember(api)).id };
    await counter.sell(counter.cart([coupon.code])).expect(201);
    for (let times = 0; times < 21; times += 1)
      await expectProblem(
        counter.sell(counter.cart([coupon.code], { member })),
        422,
        'coupon-used-up',
        '/codes/0',
      );
    for (let times = 0; times < 20; times += 1)
      await expectProblem(
        counter.sell(counter.cart([`NO-${times}`], { member })),
        422,
        'coupon-unknown',
        '/codes/0',
      );
    await expectProblem(counter.sell(counter.cart(['ONE-MORE'], { member })), 429, 'too-many-requests');
  });
});

describe('refused codes', () => {
  it('are kept with their reason, once for each cart, also where they refuse a sale', async () => {
    const { key, counter } = await newShop();
    const coupon = await makeCoupon(api, { locations: [(await makeLocation(api)).id] });
    const member = await makeMember(api);
    const cart = counter.cart([coupon.code, 'sum mer-99x'], { member: { id: member.id } });
    const { body: told } = await counter.quote(cart).expect(201);
    await counter.put(told.id, 1, cart).expect(200);
    await expectProblem(counter.sell(cart), 422, 'coupon-wrong-location', '/codes/0');
    const kept = await refusals(key, `?member=${member.id}`);
    const known = {
      problem: 'coupon-wrong-location',
      coupon: { id: coupon.id, name: coupon.name },
      hint: null,
    };
    const unknown = { problem: 'coupon-unknown', coupon: null, hint: '-99x' };
    const place = { location: vienna.name, memberId: member.id };
    expect(kept).toHaveLength(4);
    expect(kept).toEqual(
      expect.arrayContaining(
        [null, told.id].flatMap((checkoutId) =>
          [known, unknown].map((each) => expect.objectContaining({ ...each, ...place, checkoutId })),
        ),
      ),
    );
    expect(await refusals(key, `?coupon=${coupon.id}&limit=1`)).toHaveLength(1);
    const { body: page } = await send(api, 'get', `/coupon-refusals?coupon=${coupon.id}&limit=1`, { key });
    const { body: next } = await send(
      api,
      'get',
      `/coupon-refusals?coupon=${coupon.id}&limit=1&cursor=${page.cursor.next}`,
      { key },
    );
    expect([next.data.length, next.cursor.next]).toEqual([1, null]);
    const { body: reasons } = await send(api, 'get', `/coupon-refusals/reasons?coupon=${coupon.id}`, { key });
    expect(reasons.data).toEqual([{ problem: 'coupon-wrong-location', times: 2, members: 1 }]);
    await expectProblem(
      send(api, 'get', '/coupon-refusals?problem=none', { key }),
      400,
      'invalid-request',
      '/query/problem',
    );
  });
});

describe('asking about a code', () => {
  it('says what it takes off or why it does not, and keeps no cart', async () => {
    const { key, counter } = await newShop();
    const coupon = await makeCoupon(api, {
      minimumSpend: { amounts: [{ amount: 5000, currency: 'EUR' }], of: 'cart' },
    });
    const ask = (code: string, more: object = {}) =>
      send(api, 'post', '/coupons/validate', {
        key,
        body: { ...counter.cart([], more), codes: undefined, code },
      });
    const carts = () => rowsOf(api, 'select count(*)::int as carts from checkouts');
    const before = await carts();
    expect((await ask(coupon.code).expect(200)).body).toMatchObject({
      valid: false,
      coupon: null,
      discount: 0,
      problem: 'coupon-minimum-spend',
      detail: expect.stringContaining('16,20'),
    });
    const lines = [{ name: 'Machine', quantity: 1, unitPrice: 9000 }];
    expect((await ask(coupon.code, { lines }).expect(200)).body).toEqual({
      valid: true,
      coupon: { id: coupon.id, name: 'Ein Zehntel weniger' },
      discount: 900,
      points: 0,
      problem: null,
      detail: null,
    });
    expect((await ask('NONE').expect(200)).body).toMatchObject({ valid: false, problem: 'coupon-unknown' });
    await expectProblem(ask(''), 400, 'invalid-request', '/code');
    await expectProblem(ask('NONE', { location: 'nowhere' }), 422, 'unknown-location', '/location');
    expect(await carts()).toEqual(before);
  });
});

it('a refused code is found as a customer names it, in any spelling, whether it exists or not', async () => {
  const { key, counter } = await newShop();
  const coupon = await makeCoupon(api, { exclusive: true, code: 'Find me 22', ...limited({ perMember: 1 }) });
  await counter.quote(counter.cart([coupon.code, 'ZZ-9qq7'])).expect(201);
  expect(await refusals(key, '?code=findme-22')).toMatchObject([{ coupon: { id: coupon.id } }]);
  expect(await refusals(key, '?code=zz%209QQ7')).toMatchObject([{ coupon: null, hint: '9qq7' }]);
  expect(await refusals(key, '?code=another')).toEqual([]);
});
