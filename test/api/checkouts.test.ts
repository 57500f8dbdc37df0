import { randomUUID } from 'node:crypto';
import type { Checkout, Coupon, Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, coffeeAndBook as goods, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

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

/** Codes that do nothing, with their problems. */
const pairsOf = ({ notApplied }: Pick<Checkout, 'notApplied'>): (string | null)[][] =>
  notApplied.map(({ code, problem }) => [code, problem]);

describe('a quote', () => {
  it('says what each coupon takes off each line, the tax, and the points to be earned', async () => {
    const beans = await makeCoupon(api, {
      name: { de: 'Ein Fünftel' },
      effect: { kind: 'percent', percent: 20, of: 'reduced' },
      on: { where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    });
    const euro = await makeCoupon(api, {
      effect: { kind: 'amount', amounts: [{ amount: 100, currency: 'EUR' }], per: 'cart' },
    });
    const { body } = await quote(
      cart([beans.code.toUpperCase(), euro.code], { member: await newMember() }),
    ).expect(201);
    // The larger one first: 3.96 of 19.80; then 1.00 shared out over 15.84 and 14.00.
    expect(body).toMatchObject({
      state: 'open',
      applied: [
        { id: beans.id, name: 'Ein Fünftel', discount: 396 },
        { id: euro.id, discount: 100 },
      ],
      notApplied: [],
      lines: [
        {
          price: 1980,
          discounts: [
            { id: beans.id, amount: 396 },
            { id: euro.id, amount: 53 },
          ],
          amount: 1531,
        },
        { price: 1400, discounts: [{ id: euro.id, amount: 47 }], amount: 1353 },
      ],
      total: {
        gross: 2884,
        discount: 496,
        taxes: [
          { rate: 10, net: 1392, tax: 139 },
          { rate: 20, net: 1128, tax: 225 },
        ],
      },
      points: { earned: 28 },
      purchase: null,
    });
    expect(Date.parse(body.expiresAt) - api.clock.now()).toBe(15 * 60_000);
  });

  it.each<[string, Parameters<typeof makeCoupon>[1], string, string]>([
    ['paused', { state: 'draft' }, 'coupon-unknown', 'Diesen Code gibt es nicht.'],
    ['ended', { endsAt: '2020-01-01T00:00:00Z' }, 'coupon-expired', 'Dieser Coupon ist abgelaufen.'],
    [
      'early',
      { startsAt: '2999-01-01T00:00:00+01:00' },
      'coupon-not-yet-valid',
      'Dieser Coupon gilt erst ab 1. Januar 2999.',
    ],
    ['for the web shop', { channels: ['web-shop'] }, 'coupon-wrong-channel', ''],
    ['for members', limited({ perMember: 1 }), 'coupon-needs-member', ''],
    [
      'for some members',
      { audience: { fact: 'member.language', op: 'is', value: 'cs' } },
      'coupon-needs-member',
      '',
    ],
    [
      'for large carts',
      { minimumSpend: { of: 'cart', amounts: [{ amount: 4000, currency: 'EUR' }] } },
      'coupon-minimum-spend',
      'Für diesen Coupon fehlen noch Waren für 6,20\u00a0€.',
    ],
    ['in crowns', { atMost: [{ amount: 100, currency: 'CZK' }] }, 'coupon-other-currency', ''],
    [
      'for tea',
      { on: { where: { fact: 'line.category', op: 'is', value: 'tea' } } },
      'coupon-no-matching-goods',
      '',
    ],
    [
      'for three',
      { effect: { kind: 'buy-get', buy: 3, get: 1, percent: 100, times: null, given: null } },
      'coupon-too-few-pieces',
      'Für diesen Coupon fehlt noch ein Stück.',
    ],
  ])('says why a coupon does not apply: %s', async (_, terms, problem, detail) => {
    const { code } = await makeCoupon(api, terms);
    const { body } = await quote(cart([code])).expect(201);
    expect(body.notApplied).toMatchObject([{ code, problem, detail: expect.stringContaining(detail) }]);
    expect(body).toMatchObject({ applied: [], total: { gross: 3380, discount: 0 }, points: null });
  });

  it('tells unknown codes, codes of one coupon, other locations and exclusive coupons apart', async () => {
    const berlin = await makeLocation(api);
    const there = await makeCoupon(api, { locations: [berlin.id] });
    const alone = await makeCoupon(api, { exclusive: true });
    const other = await makeCoupon(api);
    const codes = ['NO-SUCH-CODE', there.code, alone.code, alone.code.toUpperCase(), other.code];
    const { body } = await quote(cart(codes)).expect(201);
    expect(body.applied).toMatchObject([{ id: alone.id, discount: 338 }]);
    expect(pairsOf(body)).toEqual([
      [codes[0], 'coupon-unknown'],
      [codes[1], 'coupon-wrong-location'],
      [codes[3], 'coupon-twice'],
      [codes[4], 'coupon-exclusive'],
    ]);
  });

  it.each<[string, object, number, string]>([
    ['1,001 lines', { lines: Array.from({ length: 1001 }, () => goods[0]) }, 400, '/lines'],
    ['31 codes', { codes: Array.from({ length: 31 }, (_, index) => `code ${index}`) }, 400, '/codes'],
    ['a negative quantity', { lines: [{ ...goods[0], quantity: -1 }] }, 400, '/lines/0/quantity'],
    ['an unknown location', { location: 'nowhere' }, 422, '/location'],
    ['another currency', { currency: 'CZK' }, 422, '/currency'],
    ['the import as the way to buy', { channel: 'import' }, 400, '/channel'],
    ['amounts that disagree', { lines: [{ ...goods[0], discount: 0, amount: 5 }] }, 422, '/lines/0/amount'],
    ['a discount above the line', { lines: [{ ...goods[0], discount: 1981 }] }, 400, '/lines/0/discount'],
  ])('refuses %s', async (_, more, status, pointer) => {
    const refused = await quote(cart([], more));
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
  });

  it('takes the shipping off for free shipping, and only then', async () => {
    const [free, tenth] = [
      await makeCoupon(api, { effect: { kind: 'free-shipping' } }),
      await makeCoupon(api),
    ];
    const parcel = { name: 'Parcel', kind: 'shipping', unitPrice: 490, quantity: 1, taxRate: 20 };
    const lines = [{ name: 'Beans', unitPrice: 3000, quantity: 1, taxRate: 10 }, parcel];
    const { body } = await quote(cart([free.code, tenth.code], { lines })).expect(201);
    expect(body).toMatchObject({
      applied: [
        { id: free.id, discount: 490 },
        { id: tenth.id, discount: 300 },
      ],
      total: { gross: 2700 },
    });
    const { body: sent } = await quote(cart([free.code], { lines: lines.slice(0, 1) })).expect(201);
    expect(pairsOf(sent)).toEqual([[free.code, 'coupon-without-effect']]);
    const { body: sold } = await complete(body.id).expect(201);
    expect((await purchaseOf(sold.id)).lines).toMatchObject([{ amount: 2700 }, { amount: 0, discount: 490 }]);
  });

  it('is replaced at its version, and priced again', async () => {
    const coupon = await makeCoupon(api);
    const { body: first } = await quote(cart([])).expect(201);
    const put = (version: number, body: object) => counter.put(first.id, version, body);
    const { body: second } = await put(1, cart([coupon.code])).expect(200);
    expect(second).toMatchObject({ id: first.id, version: 2, total: { gross: 3042, discount: 338 } });
    await expectProblem(put(1, cart([])), 412, 'version-changed');
    const { body: read } = await send(api, 'get', `/checkouts/${first.id}`, { key }).expect(200);
    expect(read).toEqual(second);
  });
});

describe('completing a checkout', () => {
  it('posts the purchase at the prices that were told, and the use of the coupon', async () => {
    const coupon = await makeCoupon(api, limited({ total: 5, perMember: 1 }));
    const member = await newMember();
    const { body: told } = await quote(cart([coupon.code], { member })).expect(201);
    const { body: sold } = await complete(told.id).expect(201);
    expect(sold).toMatchObject({
      checkoutId: told.id,
      total: { gross: told.total.gross },
      points: { earned: told.points.earned },
      member: { id: member.id },
    });
    const purchase = await purchaseOf(sold.id);
    const figures = ({ amount, discount }: { amount: number; discount: number }) => [amount, discount];
    expect(purchase.lines.map(figures)).toEqual([
      [1782, 198],
      [1260, 140],
    ]);
    expect((await send(api, 'get', `/checkouts/${told.id}`, { key }).expect(200)).body).toMatchObject({
      state: 'completed',
      purchaseId: sold.id,
    });
    const { body: next } = await quote(cart([coupon.code], { member })).expect(201);
    expect(next.notApplied).toMatchObject([{ problem: 'coupon-limit-of-member' }]);
  });

  it('is told with the purchase, in the language of the reader, also after everything came back', async () => {
    const { code, id } = await makeCoupon(api);
    const { body } = await sellAtOnce(cart([code])).expect(201);
    const path = `/purchases/${body.purchase.id}`;
    const told = { kind: 'coupon', id, discount: 338, points: 0, trimmed: null, note: null };
    const asked = send(api, 'get', path, { key }).set('accept-language', 'en');
    expect((await asked.expect(200)).body.discounts).toEqual([
      { ...told, name: 'A tenth off', givenBack: false },
    ]);
    await till.takeBack(body.purchase.id, [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ]);
    expect((await send(api, 'get', path, { key }).expect(200)).body.discounts).toEqual([
      { ...told, name: 'Ein Zehntel weniger', givenBack: true },
    ]);
  });

  it('adds to the discounts of the shop itself, and keeps prices without a unit price', async () => {
    const coupon = await makeCoupon(api);
    const lines = [
      { name: 'Beans', quantity: 3, amount: 1000, discount: 200 },
      { name: 'Cups', quantity: 2, unitPrice: 500, discount: 100 },
    ];
    const { body } = await sellAtOnce(cart([coupon.code], { lines })).expect(201);
    expect((await purchaseOf(body.purchase.id)).lines).toMatchObject([
      { amount: 900, discount: 300 },
      { amount: 810, discount: 190 },
    ]);
  });

  it('happens once: the same key gives the same reply, another one is refused', async () => {
    const { body: told } = await quote(cart([])).expect(201);
    const [body, once] = [counter.completion(), randomUUID()];
    const { body: sold } = await counter.complete(told.id, body, once).expect(201);
    const again = await counter.complete(told.id, body, once).expect(201);
    expect(again.body).toEqual(sold);
    const other = await complete(told.id);
    expect([other.status, other.body.code, other.body.purchaseId]).toEqual([
      409,
      'checkout-completed',
      sold.id,
    ]);
    for (const late of [await counter.cancel(told.id), await counter.reserve(told.id)])
      expect([late.status, late.body]).toEqual([
        409,
        expect.objectContaining({ code: 'checkout-completed', purchaseId: sold.id }),
      ]);
    const put = counter.put(told.id, 2, cart([]));
    await expectProblem(put, 409, 'checkout-completed');
  });

  it('needs a key', async () => {
    const { body: told } = await quote(cart([])).expect(201);
    const path = `/checkouts/${told.id}/complete`;
    const bare = send(api, 'post', path, { key, body: counter.completion() });
    await expectProblem(bare, 400, 'idempotency-key-required');
    await expectProblem(
      quote({ ...cart([]), complete: counter.completion() }),
      400,
      'idempotency-key-required',
    );
  });

  it('is refused after a cancel, after its time, and for another location; nothing is booked', async () => {
    const [cancelled, late, elsewhere] = await Promise.all(
      [1, 2, 3].map(async () => (await quote(cart([])).expect(201)).body),
    );
    expect((await counter.cancel(cancelled.id).expect(200)).body.state).toBe('cancelled');
    await expectProblem(complete(cancelled.id), 409, 'checkout-cancelled');
    const there = {
      ...counter.completion(),
      receipt: { location: (await makeLocation(api)).code, number: randomUUID() },
    };
    await expectProblem(complete(elsewhere.id, there), 422, 'location-mismatch', '/receipt/location');
    api.clock.advance({ minutes: 15 });
    await expectProblem(complete(late.id), 409, 'checkout-expired');
    await expectProblem(counter.cancel(late.id), 409, 'checkout-expired');
    await expectProblem(counter.reserve(late.id), 409, 'checkout-expired');
    await expectProblem(counter.reserve(cancelled.id), 409, 'checkout-cancelled');
    expect((await send(api, 'get', `/checkouts/${late.id}`, { key }).expect(200)).body.state).toBe('expired');
    const purchases = await send(api, 'get', `/purchases?receipt=${there.receipt.number}`, { key }).expect(
      200,
    );
    expect(purchases.body.data).toEqual([]);
  });

  it('is refused if a coupon changed since the quote, and goes on if its price did not', async () => {
    const coupon = await makeCoupon(api);
    const { body: told } = await quote(cart([coupon.code])).expect(201);
    const patch = async (body: object) =>
      send(api, 'patch', `/coupons/${coupon.id}`, {
        key,
        body,
        version: (await couponNow(coupon.id)).version,
      }).expect(200);
    await patch({ effect: { kind: 'percent', percent: 5 } });
    await expectProblem(complete(told.id), 409, 'checkout-changed');
    await patch({ effect: { kind: 'percent', percent: 10 } });
    await complete(told.id).expect(201);
    const { body: next } = await quote(cart([coupon.code])).expect(201);
    await patch({ state: 'paused' });
    await expectProblem(complete(next.id), 409, 'checkout-changed');
  });

  it('refuses a code that does not apply if all must, in a quote, another cart and at once; nothing changes', async () => {
    const { code } = await makeCoupon(api);
    const sent = cart([code, 'NO-SUCH-CODE'], { apply: 'all' });
    await expectProblem(quote(sent), 422, 'coupon-unknown', '/codes/1');
    await expectProblem(sellAtOnce(sent), 422, 'coupon-unknown', '/codes/1');
    const { body: told } = await quote(cart([code], { apply: 'all' })).expect(201);
    await expectProblem(counter.put(told.id, 1, sent), 422, 'coupon-unknown', '/codes/1');
    const { body: read } = await send(api, 'get', `/checkouts/${told.id}`, { key }).expect(200);
    expect(read).toMatchObject({ version: 1, applied: [{ code }], notApplied: [] });
    await expectProblem(quote(cart([], { apply: 'some' })), 400, 'invalid-request', '/apply');
  });

  it('at once books what applies if a part is enough, and says what does not', async () => {
    const { code } = await makeCoupon(api);
    const { body } = await sellAtOnce(cart(['NO-SUCH-CODE', code], { apply: 'partial' })).expect(201);
    expect(body).toMatchObject({
      state: 'completed',
      applied: [{ code, place: 1, discount: 338 }],
      notApplied: [{ kind: 'coupon', code: 'NO-SUCH-CODE', place: 0, name: null, problem: 'coupon-unknown' }],
    });
    expect((await purchaseOf(body.purchase.id)).lines).toMatchObject([{ discount: 198 }, { discount: 140 }]);
  });

  it('takes as many discounts as the club allows; what is beyond is not used up', async () => {
    const percents = [10, 5, 1];
    const coupons = await Promise.all(
      percents.map((percent) => makeCoupon(api, { effect: { kind: 'percent', percent, of: 'reduced' } })),
    );
    const codes = coupons.map(({ code }) => code);
    const { body: told } = await quote(cart(codes)).expect(201);
    expect(told.applied).toHaveLength(3);
    await changeClub(api, { discountsPerCart: 2 });
    await expectProblem(complete(told.id), 409, 'checkout-changed');
    await expectProblem(sellAtOnce(cart(codes)), 422, 'too-many-coupons', '/codes/2');
    const { body: sold } = await sellAtOnce(cart(codes, { apply: 'partial' })).expect(201);
    expect(sold.notApplied).toMatchObject([
      { code: codes[2], detail: 'Pro Einkauf gelten höchstens 2 Rabatte.' },
    ]);
    const again = await Promise.all(coupons.map(async ({ id }) => (await couponNow(id)).figures.redeemed));
    expect(again).toEqual([1, 1, 0]);
    await changeClub(api, { discountsPerCart: 10 });
  });

  it('at once refuses a code that does not apply, and a receipt that has counted', async () => {
    await expectProblem(sellAtOnce(cart(['NO-SUCH-CODE'])), 422, 'coupon-unknown', '/codes/0');
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const sold = await till.sell(null, 1000);
    const counted = { ...counter.completion(), receipt: sold.receipt };
    const twice = await counter.sell(cart([coupon.code]), counted);
    expect([twice.status, twice.body.purchaseId]).toEqual([409, sold.id]);
    // Its use was not taken.
    const { body } = await sellAtOnce(cart([coupon.code])).expect(201);
    expect(body).toMatchObject({ state: 'completed', purchaseId: body.purchase.id });
    await expectProblem(sellAtOnce(cart([coupon.code])), 422, 'coupon-used-up', '/codes/0');
  });
});
