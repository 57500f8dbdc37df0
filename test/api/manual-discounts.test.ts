import { randomUUID } from 'node:crypto';
import type { Checkout, Club, listManualDiscounts, Location, Purchase, ReplyOf } from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
let cashier: SignedIn;
const settings: NonNullable<Club['manualDiscounts']> = {
  cashierPercent: 10,
  managerPercent: 50,
  reasons: ['Damaged', 'Apology'],
  otherReasons: true,
  sumsByPerson: false,
};
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  await changeClub(api, { manualDiscounts: settings });
  counter = new CheckoutTill(api, key, vienna.code);
  cashier = await makeStaff(api, ['cashier']);
});
afterAll(() => api.close());

/** Coffee of €19.80 and a book of €14.00. */
const cart = (manualDiscounts: readonly object[], more: object = {}) =>
  counter.cart([], { manualDiscounts, ...more });
const quote = async (body: object): Promise<Checkout> => (await counter.quote(body).expect(201)).body;
const byCashier = async (body: object): Promise<Checkout> =>
  (await send(api, 'post', '/checkouts', { ...cashier, body }).expect(201)).body;
const purchaseOf = async (id: string): Promise<Purchase> =>
  (await send(api, 'get', `/purchases/${id}`, { key }).expect(200)).body;
const giveBack = async (id: string, lines: object[]) =>
  (
    await send(api, 'post', `/purchases/${id}/returns`, { key, body: { lines } })
      .set('idempotency-key', randomUUID())
      .expect(201)
  ).body;

describe('a quote', () => {
  it('takes something off a line and off the cart, after coupons, with the reason', async () => {
    const coupon = await makeCoupon(api);
    const told = await quote(
      cart(
        [
          { line: 1, amount: 200, reason: 'Damaged' },
          { percent: 10, reason: 'a long wait' },
        ],
        {
          codes: [coupon.code],
        },
      ),
    );
    // 33.80 less a tenth is 17.82 + 12.60; a tenth of these, then 2.00 off the book: the larger one comes first.
    expect(told).toMatchObject({
      manualDiscounts: [
        { place: 0, line: 1, reason: 'Damaged', discount: 200, problem: null, detail: null },
        { place: 1, line: null, reason: 'a long wait', discount: 304, problem: null },
      ],
      lines: [
        { price: 1980, amount: 1604 },
        { price: 1400, amount: 934 },
      ],
      total: { gross: 2538, discount: 842 },
    });
    expect(told.lines[1]?.discounts).toEqual([
      {
        kind: 'coupon',
        id: coupon.id,
        name: 'Ein Zehntel weniger',
        reason: 'Ein Zehntel weniger',
        amount: 140,
      },
      { kind: 'manual', id: null, name: 'a long wait', reason: 'a long wait', amount: 126 },
      { kind: 'manual', id: null, name: 'Damaged', reason: 'Damaged', amount: 200 },
    ]);
  });

  it.each([
    { given: { percent: 51, reason: 'Damaged' }, problem: 'discount-above-limit' },
    { given: { line: 1, amount: 1401, reason: 'Damaged' }, problem: 'discount-not-possible' },
  ])('says why $given does not count; a sale in one call is refused', async ({ given, problem }) => {
    const told = await quote(cart([given]));
    expect(told.manualDiscounts).toMatchObject([{ discount: 0, problem }]);
    expect(told.total.gross).toBe(3380);
    const refused = await counter.sell(cart([given]));
    expect([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer]).toEqual([
      422,
      problem,
      '/manualDiscounts/0',
    ]);
  });

  it('has a limit for cashiers, who read why in their language', async () => {
    const ten = await byCashier(cart([{ percent: 10, reason: 'Damaged' }]));
    expect(ten.manualDiscounts).toMatchObject([{ discount: 338, problem: null }]);
    const more = await byCashier(cart([{ line: 0, percent: 20, reason: 'Damaged' }]));
    expect(more.manualDiscounts).toMatchObject([
      { discount: 0, problem: 'discount-above-limit', detail: 'Du darfst höchstens 10\u00a0% nachlassen.' },
    ]);
  });

  it.each([
    { given: { reason: 'Damaged' }, pointer: '/manualDiscounts/0/percent' },
    { given: { amount: 1, percent: 1, reason: 'Damaged' }, pointer: '/manualDiscounts/0/percent' },
    { given: { amount: 0, reason: 'Damaged' }, pointer: '/manualDiscounts/0/amount' },
    { given: { percent: 100.5, reason: 'Damaged' }, pointer: '/manualDiscounts/0/percent' },
    { given: { percent: 1, reason: ' ' }, pointer: '/manualDiscounts/0/reason' },
    { given: { percent: 1, reason: 'Damaged', line: 2 }, pointer: '/manualDiscounts/0/line' },
  ])('refuses $given', async ({ given, pointer }) => {
    const { status, body } = await counter.quote(cart([given]));
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it('keeps to the reasons of the club, and to nothing where nobody may', async () => {
    await changeClub(api, { manualDiscounts: { ...settings, otherReasons: false } });
    const { status, body } = await counter.quote(cart([{ percent: 1, reason: 'because' }]));
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/manualDiscounts/0/reason']);
    await changeClub(api, { manualDiscounts: null });
    const told = await quote(cart([{ percent: 1, reason: 'because' }]));
    expect(told.manualDiscounts).toMatchObject([{ problem: 'discount-not-allowed' }]);
    await changeClub(api, { manualDiscounts: settings });
  });
});

describe('the books', () => {
  const list = async (query: string): Promise<ReplyOf<typeof listManualDiscounts>> =>
    (await send(api, 'get', `/manual-discounts${query}`, { key }).expect(200)).body;

  it('say who gave what and why, page by page in every order, with sums by reason and person', async () => {
    const place = await makeLocation(api);
    const till = new CheckoutTill(api, key, place.code);
    const sell = (percent: number, reason: string, sender: object = {}) =>
      send(api, 'post', '/checkouts', {
        key,
        ...sender,
        body: {
          ...till.cart([], { manualDiscounts: [{ line: 1, percent, reason }] }),
          complete: till.completion(),
        },
      })
        .set('idempotency-key', randomUUID())
        .expect(201);
    await sell(10, 'Damaged', { key: undefined, ...cashier });
    await sell(20, 'Apology');
    const { body: third } = await sell(30, 'Words of somebody');
    const at = `?location=${place.code}`;
    const { data } = await list(at);
    expect(data).toMatchObject([
      { amount: 420, reason: 'Words of somebody', percent: 30, line: 1, by: { kind: 'api-key' } },
      { amount: 280, reason: 'Apology', endedAt: null, location: place.name },
      { amount: 140, reason: 'Damaged', by: { kind: 'account', id: cashier.accountId } },
    ]);
    const first = await list(`${at}&sort=amount&order=asc&limit=2`);
    expect(first.data.map(({ amount }) => amount)).toEqual([140, 280]);
    const next = await list(`${at}&sort=amount&order=asc&limit=2&cursor=${first.cursor.next}`);
    expect(next).toMatchObject({ data: [{ amount: 420 }], cursor: { next: null } });
    expect((await list(`${at}&reason=Apology`)).data).toHaveLength(1);
    expect((await list(`${at}&by=${cashier.accountId}`)).data).toHaveLength(1);
    expect((await list('?location=nowhere')).data).toEqual([]);

    const sums = async () =>
      (await send(api, 'get', `/manual-discounts/sums${at}`, { key }).expect(200)).body;
    expect(await sums()).toEqual({
      byReason: [
        { reason: null, currency: 'EUR', times: 1, amount: 420 },
        { reason: 'Apology', currency: 'EUR', times: 1, amount: 280 },
        { reason: 'Damaged', currency: 'EUR', times: 1, amount: 140 },
      ],
      byPerson: null,
    });
    await giveBack(third.purchaseId, [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ]);
    await changeClub(api, { manualDiscounts: { ...settings, sumsByPerson: true } });
    const told = await sums();
    expect(told.byReason).toHaveLength(2);
    expect(told.byPerson).toMatchObject([
      { by: { kind: 'api-key' }, amount: 280 },
      { by: { kind: 'account', id: cashier.accountId }, amount: 140 },
    ]);
    await changeClub(api, { manualDiscounts: settings });
  });
});

it('are exported with who gave which one, and why', async () => {
  const { code, name } = await makeLocation(api);
  const there = new CheckoutTill(api, key, code);
  await there
    .sell(there.cart([], { manualDiscounts: [{ line: 1, amount: 250, reason: 'Damaged' }] }))
    .expect(201);
  const rowsFor = async (filters: object): Promise<unknown[]> => {
    const { body } = await send(api, 'post', '/exports', {
      key,
      body: { kind: 'manual-discounts', filters },
    }).expect(202);
    await jobsEnd(api);
    const file = await send(api, 'get', `/exports/${body.id}/file`, { key }).buffer(true).expect(200);
    return parse(file.text, { columns: true, bom: true });
  };
  const given = { reason: 'Damaged', takenOff: '2.5', currency: 'EUR', line: '1', actorKind: 'api-key' };
  expect(await rowsFor({ location: code })).toMatchObject([{ ...given, locationName: name, returnedAt: '' }]);
  expect(await rowsFor({ location: code, reason: 'Apology' })).toEqual([]);
});

describe('a purchase', () => {
  it('books what was told, is on the receipt, and returns give back exactly what was paid', async () => {
    const { id } = await makeMember(api);
    const given = [{ percent: 33, reason: 'Apology' }];
    const told = await quote(cart(given, { member: { id } }));
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(sold).toMatchObject({ total: { gross: 2265 }, points: { earned: 22 } });
    expect(await purchaseOf(sold.id)).toMatchObject({
      discounts: [{ kind: 'manual', name: 'Apology', discount: 1115, givenBack: false }],
      lines: [
        { discount: 653, amount: 1327 },
        { discount: 462, amount: 938 },
      ],
    });
    const one = await giveBack(sold.id, [{ line: 0, quantity: 1 }]);
    const rest = await giveBack(sold.id, [
      { line: 0, quantity: 1 },
      { line: 1, quantity: 1 },
    ]);
    expect(one.amount + rest.amount).toBe(2265);
    expect((await purchaseOf(sold.id)).discounts).toMatchObject([{ givenBack: true }]);
    await send(api, 'post', `/returns/${rest.id}/reverse`, { key, body: { reason: 'a mistake' } })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect((await purchaseOf(sold.id)).discounts).toMatchObject([{ givenBack: false }]);
  });

  it('keeps the limit of the one who gave it: a cashier completes what a manager took off', async () => {
    const manager = await makeStaff(api, ['manager']);
    const given = cart([{ percent: 40, reason: 'Apology' }]);
    const told: Checkout = (await send(api, 'post', '/checkouts', { ...manager, body: given }).expect(201))
      .body;
    const sold = await send(api, 'post', `/checkouts/${told.id}/complete`, {
      ...cashier,
      body: counter.completion(),
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(sold.body.total.gross).toBe(2028);
  });

  it('can be reserved, and completes at the told price whatever the club changes', async () => {
    const told = await quote(cart([{ percent: 10, reason: 'Apology' }]));
    await counter.reserve(told.id).expect(200);
    await changeClub(api, { manualDiscounts: null });
    const { body: sold } = await counter.complete(told.id).expect(201);
    await changeClub(api, { manualDiscounts: settings });
    expect(sold.total.gross).toBe(told.total.gross);
    expect((await purchaseOf(sold.id)).discounts).toMatchObject([{ kind: 'manual', discount: 338 }]);
  });

  it('counts no more in another cart that takes off too much', async () => {
    const told = await quote(cart([{ percent: 10, reason: 'Apology' }]));
    const taken = await quote(cart([]));
    const { body } = await counter
      .put(told.id, told.version, cart([{ percent: 60, reason: 'x' }]))
      .expect(200);
    expect(body).toMatchObject({
      total: { gross: taken.total.gross },
      manualDiscounts: [{ problem: 'discount-above-limit' }],
    });
  });
});
