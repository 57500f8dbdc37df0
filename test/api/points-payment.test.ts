import { randomUUID } from 'node:crypto';
import type {
  ActivityItem,
  Checkout,
  Club,
  listPointsEntries,
  Location,
  Purchase,
  ReplyOf,
} from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
/** 100 points are €1; from 100 points on, in steps of 50, up to all of the goods. */
const settings: NonNullable<Club['pointsPayment']> = {
  points: 100,
  amounts: [{ amount: 100, currency: 'EUR' }],
  least: 100,
  step: 50,
  percent: 100,
  backFirst: 'points',
};
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  await changeClub(api, { pointsPayment: settings });
  counter = new CheckoutTill(api, key, vienna.code);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

/** Coffee of €19.80 at 10 % and a book of €14.00 at 20 %. */
const cart = (id: string, points: number, more: object = {}) =>
  counter.cart([], { member: { id }, points, ...more });
const quote = async (body: object): Promise<Checkout> => (await counter.quote(body).expect(201)).body;
const sell = async (id: string, points: number, more: object = {}) =>
  (await counter.sell(cart(id, points, more)).expect(201)).body;
const purchaseOf = async (id: string): Promise<Purchase> =>
  (await send(api, 'get', `/purchases/${id}`, { key }).expect(200)).body;
const memberWith = async (points: number): Promise<string> => {
  const { id } = await makeMember(api);
  await makeAwards(api, id, [{ points }]);
  return id;
};
const balanceOf = async (id: string) =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body;
const giveBack = (id: string, lines: object[]) =>
  send(api, 'post', `/purchases/${id}/returns`, { key, body: { lines } }).set(
    'idempotency-key',
    randomUUID(),
  );
const reverse = (id: string) =>
  send(api, 'post', `/returns/${id}/reverse`, { key, body: { reason: 'a mistake' } }).set(
    'idempotency-key',
    randomUUID(),
  );

describe('a quote', () => {
  it('lowers the price of all goods in proportion, and says what could be paid', async () => {
    const anna = await memberWith(1000);
    const told = await quote(cart(anna, 500));
    // 5.00 of 33.80: 2.93 of the coffee, 2.07 of the book.
    expect(told).toMatchObject({
      pointsPaid: { points: 500, amount: 500, least: 100, most: 1000, step: 50, problem: null, detail: null },
      lines: [
        { price: 1980, paidWithPoints: 293, amount: 1687 },
        { price: 1400, paidWithPoints: 207, amount: 1193 },
      ],
      total: {
        gross: 2880,
        discount: 0,
        taxes: [
          { rate: 10, net: 1534, tax: 153 },
          { rate: 20, net: 994, tax: 199 },
        ],
      },
      points: { earned: 28 },
    });
    expect(await balanceOf(anna)).toMatchObject({ available: 1000, held: 0 });
    expect((await quote(cart(anna, 0))).pointsPaid).toMatchObject({ points: 0, amount: 0, most: 1000 });
  });

  it('comes after coupons, and pays no more than what is left', async () => {
    const half = await makeCoupon(api, { effect: { kind: 'percent', percent: 50, of: 'reduced' } });
    const anna = await memberWith(9000);
    const told = await quote(cart(anna, 0, { codes: [half.code] }));
    expect(told).toMatchObject({ total: { gross: 1690 }, pointsPaid: { most: 1650 } });
    const paid = await quote(cart(anna, 1650, { codes: [half.code] }));
    expect(paid).toMatchObject({ total: { gross: 40, discount: 1690 }, pointsPaid: { amount: 1650 } });
  });

  it.each([
    { points: 1050, problem: 'insufficient-points', detail: 'Das Mitglied hat nur 1.000 Punkte.' },
    { points: 50, problem: 'points-not-payable', detail: 'Bezahlen kann man erst ab 100 Punkten.' },
    { points: 120, problem: 'points-not-payable', detail: 'Punkte zahlt man in Schritten von 50.' },
  ])('says why $points points do not pay', async ({ points, problem, detail }) => {
    const anna = await memberWith(1000);
    const told = await quote(cart(anna, points));
    expect(told.pointsPaid).toMatchObject({ points: 0, amount: 0, problem, detail });
    expect(told.total.gross).toBe(3380);
    const refused = await counter.sell(cart(anna, points));
    expect(refused.body).toMatchObject({ code: problem, errors: [{ pointer: '/points', message: detail }] });
    expect(await balanceOf(anna)).toMatchObject({ available: 1000 });
  });

  it('takes no points that are worth less than a cent', async () => {
    const anna = await memberWith(1000);
    await changeClub(api, {
      pointsPayment: { ...settings, points: 3, amounts: [{ amount: 2, currency: 'EUR' }], least: 1, step: 1 },
    });
    try {
      const told = await quote(cart(anna, 1));
      expect(told.pointsPaid).toMatchObject({ points: 0, least: 2, problem: 'points-not-payable' });
      expect(told.pointsPaid?.detail).toBe('Bezahlen kann man erst ab 2 Punkten.');
      await expectProblem(counter.sell(cart(anna, 1)), 422, 'points-not-payable', '/points');
      expect(await balanceOf(anna)).toMatchObject({ available: 1000 });
      expect(await sell(anna, 2)).toMatchObject({ pointsPaid: { points: 2, amount: 1 } });
    } finally {
      await changeClub(api, { pointsPayment: settings });
    }
  });

  it('knows no points without a member, in other currencies, and where the club does not take them', async () => {
    const told = await quote(counter.cart([], { points: 100 }));
    expect(told.pointsPaid).toMatchObject({ points: 0, problem: 'points-not-payable' });
    expect(told.pointsPaid?.detail).toBe('Nur Mitglieder können mit Punkten bezahlen.');
    const prague = await makeLocation(api, { currency: 'CZK' });
    const abroad = { location: prague.code, currency: 'CZK', points: 100 };
    const czech = await quote(cart(await memberWith(1000), 100, abroad));
    expect(czech.pointsPaid?.detail).toBe('In dieser Währung kann man nicht mit Punkten bezahlen.');
    const anna = await memberWith(1000);
    await changeClub(api, { pointsPayment: null });
    expect((await quote(cart(anna, 0))).pointsPaid).toBeNull();
    expect((await quote(cart(anna, 100))).pointsPaid).toMatchObject({
      points: 0,
      problem: 'points-not-payable',
      detail: 'Hier kann man nicht mit Punkten bezahlen.',
    });
    await changeClub(api, { pointsPayment: settings });
  });
});

describe('a purchase', () => {
  it('spends the points, earns nothing on them, and is explained', async () => {
    const anna = await memberWith(1000);
    const sold = await sell(anna, 500);
    expect(sold.purchase).toMatchObject({ total: { gross: 2880, net: 2528 }, points: { earned: 28 } });
    expect(await balanceOf(anna)).toMatchObject({ available: 528, held: 0 });
    expect(await purchaseOf(sold.purchaseId)).toMatchObject({
      total: { gross: 2880 },
      pointsPaid: { points: 500, amount: 500, givenBack: 0 },
      payments: [],
      lines: [
        { discount: 0, paidWithPoints: 293, amount: 1687 },
        { discount: 0, paidWithPoints: 207, amount: 1193 },
      ],
    });
    const { body: entries } = await send(api, 'get', `/members/${anna}/points/entries`, { key }).expect(200);
    expect(entries.data).toContainEqual(
      expect.objectContaining({ kind: 'redeem', points: 500, to: 'redeemed', purchaseId: sold.purchaseId }),
    );
  });

  it('earns nothing on points where the club earns before discounts', async () => {
    const { points } = (await send(api, 'get', '/club', { key }).expect(200)).body as Club;
    await changeClub(api, { points: { ...points, discounts: 'before' } });
    const euro = await makeCoupon(api, {
      effect: { kind: 'amount', amounts: [{ amount: 100, currency: 'EUR' }], per: 'cart' },
    });
    const anna = await memberWith(1000);
    // 33.80 without the coupon, less 5.00 that points pay.
    const sold = await sell(anna, 500, { codes: [euro.code] });
    expect(sold.purchase).toMatchObject({ total: { gross: 2780 }, points: { earned: 28 } });
    await changeClub(api, { points });
  });

  it('can be paid with points alone', async () => {
    const anna = await memberWith(3400);
    const lines = [{ name: 'Cup', unitPrice: 3400, taxRate: 20 }];
    const sold = await sell(anna, 3400, { lines });
    expect(sold.purchase).toMatchObject({ total: { gross: 0, net: 0 }, points: { earned: 0 } });
    expect((await purchaseOf(sold.purchaseId)).lines[0]).toMatchObject({ noPoints: { kind: 'paid-before' } });
    expect(await balanceOf(anna)).toMatchObject({ available: 0 });
    const { body: back } = await giveBack(sold.purchaseId, [{ line: 0, quantity: 1 }]).expect(201);
    expect(back).toMatchObject({ amount: 0, pointsBack: 3400 });
    expect(await balanceOf(anna)).toMatchObject({ available: 3400 });
  });

  it('is in the history of the member, their data copy and the export of purchases', async () => {
    const { member, ...anna } = await makeSignedInMember(api);
    await makeAwards(api, member.id, [{ points: 1000 }]);
    const { purchaseId } = await sell(member.id, 500);
    await giveBack(purchaseId, [{ line: 0, quantity: 1 }]).expect(201);
    const told = async (path: string) => (await send(api, 'get', path, anna).expect(200)).body;
    const moved = (await told('/me/activity')).data as ActivityItem[];
    expect(moved.map(({ kind, points }) => [kind, points])).toEqual(
      expect.arrayContaining([
        ['payment', -500],
        ['return', 500],
      ]),
    );
    expect((await told('/me/data')).points_payments).toEqual([
      { purchase: purchaseId, points: 500, amount: 500, givenBack: 500 },
    ]);
    const { body: made } = await send(api, 'post', '/exports', { key, body: { kind: 'purchases' } }).expect(
      202,
    );
    const state = async () => (await send(api, 'get', `/exports/${made.id}`, { key })).body.state as string;
    await expect.poll(state, { timeout: 20_000 }).toBe('done');
    const file = await send(api, 'get', `/exports/${made.id}/file`, { key }).expect(200);
    const rows: Record<string, string>[] = parse(file.text, { columns: true, bom: true });
    expect(rows.find(({ id }) => id === purchaseId)).toMatchObject({
      pointsPaid: '500',
      pointsPaidMinorUnits: '500',
      pointsPaidBack: '500',
    });
  });

  it('never overspends: of 50 at once, 10 succeed', async () => {
    const anna = await memberWith(1000);
    // A cup of €1 that 100 points pay; it earns nothing.
    const lines = [{ name: 'Cup', unitPrice: 100, taxRate: 20 }];
    const sales = await Promise.all(
      Array.from({ length: 50 }, () => counter.sell(cart(anna, 100, { lines }))),
    );
    const codes = sales.map(({ status, body }) => (status === 201 ? 'sold' : body.code));
    expect(codes.filter((code) => code === 'sold')).toHaveLength(10);
    expect(new Set(codes)).toEqual(new Set(['sold', 'insufficient-points']));
    expect(await balanceOf(anna)).toMatchObject({ available: 0, held: 0, debt: 0 });
  });

  it('is refused if the points were spent since the quote, and nothing is booked', async () => {
    const anna = await memberWith(600);
    const told = await quote(cart(anna, 500));
    await sell(anna, 500);
    await expectProblem(counter.complete(told.id), 409, 'checkout-changed');
    // It earned 28.
    expect(await balanceOf(anna)).toMatchObject({ available: 128 });
  });

  it('cannot be paid back by hand', async () => {
    const anna = await memberWith(1000);
    await sell(anna, 500);
    const { body } = await send(api, 'get', `/members/${anna}/points/entries`, { key }).expect(200);
    const { data } = body as ReplyOf<typeof listPointsEntries>;
    const transactionId = data.find(({ kind }) => kind === 'redeem')?.transactionId;
    const refused = await send(api, 'post', `/points/transactions/${transactionId}/reverse`, {
      key,
      body: { reason: 'by hand' },
    }).set('idempotency-key', randomUUID());
    expect([refused.status, refused.body.code]).toEqual([422, 'cannot-reverse']);
  });
});

describe('a reserved checkout', () => {
  it('holds the points, and completes with them whatever the club changes', async () => {
    const anna = await memberWith(600);
    const { id } = await quote(cart(anna, 500));
    await counter.reserve(id).expect(200);
    expect(await balanceOf(anna)).toMatchObject({ available: 100, held: 500 });
    await changeClub(api, { pointsPayment: null });
    // Held for longer.
    await counter.reserve(id, { minutes: 60 }).expect(200);
    expect(await balanceOf(anna)).toMatchObject({ available: 100, held: 500 });
    api.clock.advance({ minutes: 50 });
    const { body: sold } = await counter.complete(id).expect(201);
    await changeClub(api, { pointsPayment: settings });
    expect(sold).toMatchObject({ total: { gross: 2880 }, points: { earned: 28 } });
    expect(await balanceOf(anna)).toMatchObject({ available: 128, held: 0 });
    await expectProblem(counter.complete(id), 409, 'checkout-completed');
    expect(await balanceOf(anna)).toMatchObject({ available: 128, held: 0 });
  });

  it('gives the points back when it is cancelled, changed or has expired', async () => {
    const anna = await memberWith(600);
    const held = async (): Promise<Checkout> => {
      const { id } = await quote(cart(anna, 500));
      return (await counter.reserve(id).expect(200)).body;
    };
    await counter.cancel((await held()).id).expect(200);
    expect(await balanceOf(anna)).toMatchObject({ available: 600, held: 0 });
    const changed = await held();
    const { body: put } = await counter.put(changed.id, changed.version, cart(anna, 600)).expect(200);
    expect(put).toMatchObject({ state: 'open', pointsPaid: { points: 600, most: 600 } });
    expect(await balanceOf(anna)).toMatchObject({ available: 600, held: 0 });
    const late = await held();
    api.clock.advance({ minutes: 16 });
    expect(await balanceOf(anna)).toMatchObject({ available: 600, held: 0 });
    await expectProblem(counter.complete(late.id), 409, 'checkout-expired');
    expect(await balanceOf(anna)).toMatchObject({ available: 600, held: 0 });
  });

  it('is refused if the member has spent the points', async () => {
    const anna = await memberWith(600);
    const coupon = await makeCoupon(api, limited({ total: 1 }));
    const { id } = await quote(cart(anna, 500, { codes: [coupon.code] }));
    await sell(anna, 500);
    await expectProblem(counter.reserve(id), 409, 'checkout-changed');
    const { body } = await send(api, 'get', `/coupons/${coupon.id}`, { key }).expect(200);
    expect(body.figures).toMatchObject({ redeemed: 0, held: 0 });
  });
});

describe('a return', () => {
  it('gives points back first, to their lots, in parts and exactly', async () => {
    const anna = await memberWith(300);
    await makeAwards(api, anna, [{ points: 400 }]);
    const { purchaseId } = await sell(anna, 500);
    // A bag of 9.90 of 33.80: 495 points and no money, though it cost 8.435 in money.
    const first = (await giveBack(purchaseId, [{ line: 0, quantity: 1 }]).expect(201)).body;
    expect(first).toMatchObject({ amount: 490, pointsBack: 500 });
    const rest = (
      await giveBack(purchaseId, [
        { line: 0, quantity: 1 },
        { line: 1, quantity: 1 },
      ]).expect(201)
    ).body;
    expect(rest).toMatchObject({ amount: 2390, pointsBack: 0 });
    expect(await purchaseOf(purchaseId)).toMatchObject({
      pointsPaid: { points: 500, givenBack: 500 },
      returns: [{ pointsBack: 500 }, { pointsBack: 0 }],
    });
    expect(await balanceOf(anna)).toMatchObject({ available: 700, debt: 0 });
  });

  it('gives money back first if the club wants that, and the points with the last goods', async () => {
    await changeClub(api, { pointsPayment: { ...settings, backFirst: 'money' } });
    const anna = await memberWith(500);
    const { purchaseId } = await sell(anna, 500);
    await changeClub(api, { pointsPayment: settings });
    const coffee = (await giveBack(purchaseId, [{ line: 0, quantity: 2 }]).expect(201)).body;
    // The book is left: 9.00 in money, 5.00 in points. It earned 28, and keeps 9.
    expect(coffee).toMatchObject({ amount: 1980, pointsBack: 0, points: { takenBack: 19 } });
    const book = (await giveBack(purchaseId, [{ line: 1, quantity: 1 }]).expect(201)).body;
    expect(book).toMatchObject({ amount: 900, pointsBack: 500, points: { takenBack: 9 } });
    expect(await balanceOf(anna)).toMatchObject({ available: 500, debt: 0 });
  });

  it('takes the points again when it is taken back, and gives them back with the next one', async () => {
    const anna = await memberWith(500);
    const { purchaseId } = await sell(anna, 500);
    const all = [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ];
    const mistaken = (await giveBack(purchaseId, all).expect(201)).body;
    expect(await balanceOf(anna)).toMatchObject({ available: 500 });
    const { body: again } = await reverse(mistaken.id).expect(201);
    expect(again).toMatchObject({ amount: 2880, pointsPaid: 500, points: { givenBack: 28 } });
    expect(await balanceOf(anna)).toMatchObject({ available: 28, debt: 0 });
    await giveBack(purchaseId, all).expect(201);
    expect(await balanceOf(anna)).toMatchObject({ available: 500, debt: 0 });
  });

  it('cannot be taken back if the member has spent the points since', async () => {
    const anna = await memberWith(500);
    const { purchaseId } = await sell(anna, 500);
    const mistaken = (await giveBack(purchaseId, [{ line: 0, quantity: 2 }]).expect(201)).body;
    await sell(anna, 500);
    await expectProblem(reverse(mistaken.id), 422, 'insufficient-points');
    expect(await purchaseOf(purchaseId)).toMatchObject({ pointsPaid: { givenBack: 500 } });
  });
});

describe('the settings', () => {
  it.each([
    { what: { ...settings, points: 0 }, pointer: '/pointsPayment/points' },
    { what: { ...settings, percent: 101 }, pointer: '/pointsPayment/percent' },
    { what: { ...settings, amounts: [] }, pointer: '/pointsPayment/amounts' },
    {
      what: { ...settings, amounts: [...settings.amounts, ...settings.amounts] },
      pointer: '/pointsPayment/amounts/1/currency',
    },
  ])('refuse $pointer', async ({ what, pointer }) => {
    const { version } = (await send(api, 'get', '/club', { key }).expect(200)).body as Club;
    const refused = await send(api, 'patch', '/club', { key, version, body: { pointsPayment: what } });
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });
});
