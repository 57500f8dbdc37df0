import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const beans = '4006381333931';
const post = (path: string, body: object) => send(api, 'post', path, { key, body });
const productBody = (barcodes: string[]) => ({ sku: randomUUID(), name: 'Beans', barcodes });
const found = async (barcode: string) =>
  (await send(api, 'get', `/products?barcode=${encodeURIComponent(barcode)}`, { key }).expect(200)).body.data;

describe('barcodes', () => {
  it('find their product in every form, and by search', async () => {
    const { body: made } = await post('/products', productBody([beans, '036000291452'])).expect(201);
    expect(made.barcodes).toEqual([beans, '0036000291452']);
    for (const code of [beans, ` ${beans} `, '036000291452', '0036000291452', made.sku])
      expect(await found(code)).toMatchObject([{ id: made.id }]);
    expect(await found('4006381333948')).toEqual([]);
    expect(await found('4006381333932')).toEqual([]);
    const { body: searched } = await send(api, 'get', '/products?query=400638133', { key }).expect(200);
    expect(searched.data).toMatchObject([{ id: made.id }]);
  });

  it('are found by a cashier', async () => {
    const { sku } = await makeProduct(api, { barcodes: ['96385074'] });
    const { cookie } = await makeStaff(api, ['cashier']);
    const { body } = await send(api, 'get', '/products?barcode=96385074', { cookie }).expect(200);
    expect(body.data).toMatchObject([{ sku }]);
  });

  it.each([
    [['4006381333932'], '/barcodes/0'],
    [['96385074x'], '/barcodes/0'],
    [['4006381333948', '4006381333948'], '/barcodes/1'],
  ])('refuse %j with the field', async (barcodes, pointer) => {
    const { body } = await post('/products', productBody(barcodes)).expect(400);
    expect(body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it('belong to one product, also of those who come at once, and become free again', async () => {
    const code = '5901234123457';
    const all = await Promise.all(Array.from({ length: 6 }, () => post('/products', productBody([code]))));
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
    const owner = all.find(({ status }) => status === 201)?.body;
    expect(all.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'already-taken',
      errors: [{ pointer: '/barcodes/0' }],
    });
    const { body: other } = await post('/products', productBody([])).expect(201);
    const change = (id: string, version: number, barcodes: string[]) =>
      send(api, 'patch', `/products/${id}`, { key, body: { barcodes } }).set('if-match', `"${version}"`);
    await change(other.id, 1, [code]).expect(409);
    expect(await found(code)).toMatchObject([{ id: owner.id }]);
    await change(owner.id, 1, []).expect(200);
    await change(other.id, 1, [code]).expect(200);
    expect(await found(code)).toMatchObject([{ id: other.id }]);
  });
});

describe('usual tax rates of a location', () => {
  it('are stored in order, each once', async () => {
    const place = { code: 'taxes', name: 'Taxes', currency: 'EUR' };
    const { body } = await post('/locations', { ...place, taxRates: [20, 20] }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/taxRates/1' }]);
    const { body: made } = await post('/locations', { ...place, taxRates: [20, 10.5] }).expect(201);
    expect(made.taxRates).toEqual([20, 10.5]);
  });

  it('let a typed amount of a net club earn on the price without tax, and take back the same', async () => {
    const { points } = await api.app.get(ClubSettings).current();
    await changeClub(api, { points: { ...points, base: 'net' } });
    await makeRule(api);
    const { code, taxRates } = await makeLocation(api, { taxRates: [20, 10] });
    const { id } = await makeMember(api);
    const sale = await post('/purchases', {
      receipt: { location: code, number: 'T-1', till: '1' },
      purchasedAt: new Date(api.clock.now()).toISOString(),
      member: { id },
      currency: 'EUR',
      lines: [{ name: 'Amount', unitPrice: 12_000, taxRate: taxRates[0] }],
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(sale.body).toMatchObject({ total: { gross: 12_000, net: 10_000 }, points: { earned: 100 } });
    const back = await post(`/purchases/${sale.body.id}/returns`, { lines: [{ line: 0, quantity: 1 }] })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(back.body.points).toMatchObject({ takenBack: 100, balance: { available: 0 } });
  });
});

describe('settings of the till', () => {
  it('hold a limit by currency and names of categories', async () => {
    const { body: club } = await send(api, 'get', '/club', { key }).expect(200);
    expect(club.till).toEqual({ askAbove: [], categoryNames: [] });
    const till = {
      askAbove: [{ amount: 30_000, currency: 'EUR' }],
      categoryNames: [{ category: 'coffee', names: { de: 'Kaffee', cs: 'Káva' } }],
    };
    const change = (body: object) =>
      send(api, 'patch', '/club', { key, body }).set('if-match', `"${club.version}"`);
    const twice = { ...till, askAbove: [...till.askAbove, ...till.askAbove] };
    const { body: refused } = await change({ till: twice }).expect(400);
    expect(refused.errors).toMatchObject([{ pointer: '/till/askAbove/1/currency' }]);
    const { body: changed } = await change({ till }).expect(200);
    expect(changed.till).toEqual(till);
  });
});
