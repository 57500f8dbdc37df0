import type { LowestPrice, Product, ProductPrice } from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobsEnd } from '../support/background-jobs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { expectProblem, forgedCursor, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());
beforeEach(() => api.clock.reset());

const unknown = '00000000-0000-7000-8000-000000000000';
const get = (path: string) => send(api, 'get', path, { key });
const patch = (id: string, body: object, version: number) =>
  send(api, 'patch', `/products/${id}`, { key, body, version });
const put = (id: string, body: object) =>
  send(api, 'put', `/products/${id}/prices`, { key, body: { currency: 'EUR', ...body } });
const pricesOf = async (id: string): Promise<ProductPrice[]> =>
  (await get(`/products/${id}/prices`).expect(200)).body.data;
const amountsOf = async (id: string) =>
  (await pricesOf(id)).map(({ amount, currency }) => [amount, currency]);
const lowestOf = async (id: string, query = ''): Promise<LowestPrice> =>
  (await get(`/products/${id}/lowest-price${query}`).expect(200)).body;
const euros = (amount: number) => ({ prices: [{ amount, currency: 'EUR' }] });

/** As the export of products writes it. */
const exportedPrice = async (sku: string, filters: object): Promise<string | undefined> => {
  const asked = { kind: 'products', language: 'en', filters };
  const { body } = await send(api, 'post', '/exports', { key, body: asked }).expect(202);
  await jobsEnd(api);
  const { text } = await get(`/exports/${body.id}/file`).buffer(true).expect(200);
  const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
  return rows.find((row) => row['SKU'] === sku)?.['Prices'];
};

describe('prices of a product', () => {
  it('are kept whenever they change, from the console, the API and imports', async () => {
    const made = await makeProduct(api, { sku: 'KEPT' });
    await patch(made.id, { name: 'Other name' }, 1).expect(200);
    api.clock.advance({ days: 1 });
    await patch(made.id, euros(790), 2).expect(200);
    await patch(made.id, euros(700), 2).expect(412);
    expect(await pricesOf(made.id)).toEqual([
      expect.objectContaining({ amount: 790, since: api.clock.date().toISOString() }),
      {
        locationId: null,
        channel: null,
        currency: 'EUR',
        amount: 890,
        orEarlier: false,
        since: expect.any(String),
      },
    ]);
    const importing = new Importing(api, key);
    await importing.run(
      {
        kind: 'products',
        mapping: { columns: { sku: 'sku', name: 'name', price: 'price' } },
        options: { conflicts: 'take', currency: 'CZK' },
      },
      'sku,name,price\nKEPT,Beans,199\nKEPT-2,Tea,59\n',
    );
    expect(await amountsOf(made.id)).toEqual([
      [19_900, 'CZK'],
      [790, 'EUR'],
      [890, 'EUR'],
    ]);
    const { body } = await get('/products?query=KEPT-2').expect(200);
    expect(await amountsOf(body.data[0].id)).toEqual([[5900, 'CZK']]);
  });

  it('end with a price that goes', async () => {
    const { id } = await makeProduct(api, {
      prices: [
        { amount: 890, currency: 'EUR' },
        { amount: 22_000, currency: 'CZK' },
      ],
    });
    await patch(id, euros(890), 1).expect(200);
    expect((await amountsOf(id))[0]).toEqual([null, 'CZK']);
    await patch(id, { prices: [] }, 2).expect(200);
    expect((await amountsOf(id)).slice(0, 2)).toEqual([
      [null, 'EUR'],
      [null, 'CZK'],
    ]);
    expect(await lowestOf(id, '?currency=CZK')).toMatchObject({ amount: null, now: null });
  });

  it('are listed in pages, newest first', async () => {
    const { id } = await makeProduct(api);
    for (const [index, amount] of [800, 700, 600].entries()) await patch(id, euros(amount), index + 1);
    const first = await get(`/products/${id}/prices?limit=3`).expect(200);
    const rest = await get(`/products/${id}/prices?cursor=${first.body.cursor.next}`).expect(200);
    expect([...first.body.data, ...rest.body.data].map(({ amount }) => amount)).toEqual([600, 700, 800, 890]);
    expect(rest.body.cursor.next).toBeNull();
    for (const cursor of ['x', forgedCursor('2026-02-30', 1), forgedCursor('2026-02-01T00:00:00Z', 'x')])
      await expectProblem(
        get(`/products/${id}/prices?cursor=${cursor}`),
        400,
        'invalid-request',
        '/query/cursor',
      );
    await expectProblem(get(`/products/${unknown}/prices`), 404, 'not-found');
  });
});

describe('a price of a location or channel', () => {
  it('counts there: on the till’s lists, for each the most specific one', async () => {
    const [vienna, brno] = [await makeLocation(api), await makeLocation(api)];
    const { id, sku } = await makeProduct(api);
    await put(id, { locationId: vienna.id, amount: 790 }).expect(200);
    await put(id, { channel: 'web-shop', amount: 850 }).expect(200);
    const priceAt = async (query: string) =>
      (await get(`/products?barcode=${sku}${query}`).expect(200)).body.data[0].prices;
    expect(await priceAt('')).toEqual([{ amount: 890, currency: 'EUR' }]);
    expect(await priceAt(`&location=${vienna.code}&channel=till`)).toEqual([
      { amount: 790, currency: 'EUR' },
    ]);
    expect(await priceAt(`&location=${vienna.code}&channel=web-shop`)).toEqual([
      { amount: 790, currency: 'EUR' },
    ]);
    expect(await priceAt(`&location=${brno.code}&channel=web-shop`)).toEqual([
      { amount: 850, currency: 'EUR' },
    ]);
    expect(await priceAt(`&location=${brno.code}`)).toEqual([{ amount: 890, currency: 'EUR' }]);
    expect(await exportedPrice(sku, { location: vienna.code })).toBe('7.90 EUR');
    expect(await exportedPrice(sku, {})).toBe('8.90 EUR');
    await put(id, { locationId: vienna.id, amount: null }).expect(200);
    expect(await priceAt(`&location=${vienna.code}`)).toEqual([{ amount: 890, currency: 'EUR' }]);
    const products: Product[] = (await get('/products').expect(200)).body.data;
    expect(products.find((one) => one.id === id)?.prices).toEqual([{ amount: 890, currency: 'EUR' }]);
    await expectProblem(get('/products?location=nowhere'), 422, 'unknown-location', '/query/location');
  });

  it('is set once, with an entry in the audit log', async () => {
    const { id: locationId } = await makeLocation(api);
    const { id } = await makeProduct(api);
    const { body: none } = await put(id, { locationId, amount: null }).expect(200);
    expect(none).toMatchObject({ amount: null, since: null });
    const { body: first } = await put(id, { locationId, amount: 500 }).expect(200);
    api.clock.advance({ hours: 1 });
    expect((await put(id, { locationId, amount: 500 }).expect(200)).body).toEqual(first);
    await Promise.all([1, 2, 3].map(() => put(id, { locationId, amount: 450 }).expect(200)));
    expect(await amountsOf(id)).toEqual([
      [450, 'EUR'],
      [500, 'EUR'],
      [890, 'EUR'],
    ]);
    const place = { locationId, channel: null, currency: 'EUR' };
    expect(
      await rowsOf(
        api,
        `select before, after from audit_entries where action = 'product.priced' and subject_id = $1 order by id`,
        [id],
      ),
    ).toEqual([
      { before: { ...place, amount: null }, after: { ...place, amount: 500 } },
      { before: { ...place, amount: 500 }, after: { ...place, amount: 450 } },
    ]);
  });

  it('is refused where it makes no sense, and changes nothing', async () => {
    const { id: locationId } = await makeLocation(api);
    const { id } = await makeProduct(api);
    await expectProblem(put(id, { amount: 1 }), 400, 'invalid-request', '/locationId');
    await expectProblem(put(id, { locationId: unknown, amount: 1 }), 422, 'unknown-location', '/locationId');
    await expectProblem(
      put(id, { locationId, currency: 'CZK', amount: 1 }),
      400,
      'invalid-request',
      '/currency',
    );
    await expectProblem(put(id, { locationId, amount: -1 }), 400, 'invalid-request', '/amount');
    await expectProblem(put(id, { locationId, amount: 0.5 }), 400, 'invalid-request', '/amount');
    await expectProblem(put(id, { channel: 'import', amount: 1 }), 400, 'invalid-request', '/channel');
    await expectProblem(put(unknown, { locationId, amount: 1 }), 404, 'not-found');
    expect(await amountsOf(id)).toEqual([[890, 'EUR']]);
  });
});

describe('the lowest price of 30 days', () => {
  it('is that before the reduction, at each place', async () => {
    const { id: locationId } = await makeLocation(api);
    const { id } = await makeProduct(api);
    api.clock.advance({ days: 60 });
    await put(id, { locationId, amount: 750 }).expect(200);
    api.clock.advance({ days: 5 });
    await put(id, { locationId, amount: null }).expect(200);
    const announced = api.clock.date().toISOString();
    await patch(id, euros(700), 1).expect(200);
    api.clock.advance({ days: 1 });
    expect(await lowestOf(id)).toMatchObject({ amount: 700, now: 700 });
    expect(await lowestOf(id, `?at=${announced}`)).toMatchObject({ amount: 890, now: 700 });
    expect(await lowestOf(id, `?at=${announced}&locationId=${locationId}`)).toMatchObject({
      amount: 750,
      now: 700,
    });
    expect(await lowestOf(id, '?currency=CZK')).toEqual({
      currency: 'CZK',
      amount: null,
      from: null,
      now: null,
    });
    await expectProblem(get(`/products/${unknown}/lowest-price`), 404, 'not-found');
    await expectProblem(
      get(`/products/${id}/lowest-price?currency=euro`),
      400,
      'invalid-request',
      '/query/currency',
    );
  });
});
