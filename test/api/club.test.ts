import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClubSettings, Locations, Products } from '../../apps/api/src/features/club/index.ts';
import { rowsOf } from '../support/rows.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { asApplication } from '../support/database-url.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { expectProblem, forgedCursor, pluck, send, type Sent } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const get = (path: string) => send(api, 'get', path, { key });
const post = (path: string, body: object) => send(api, 'post', path, { key, body });
const patch = (path: string, body: object, more: Sent = {}) =>
  send(api, 'patch', path, { key, body, ...more });
/** As stored: the name in all languages. */
const stored = ({ nameTexts, ...shown }: Record<string, unknown>): object => ({ ...shown, name: nameTexts });
const audited = async (action: string): Promise<{ before: unknown; after: unknown }[]> =>
  rowsOf(api, 'select before, after from audit_entries where action = $1 order by id', [action]);

describe('the club settings', () => {
  it('exist from the first start and are public', async () => {
    const fresh = await startApp();
    const { body } = await fresh.http.get('/api/v1/club').expect(200).expect('etag', '"1"');
    await fresh.close();
    expect(body).toEqual({
      version: 1,
      name: 'Regulars',
      accent: '#B93A26',
      languages: ['de', 'en', 'cs'],
      timeZone: 'Europe/Vienna',
      reportingCurrency: 'EUR',
      points: {
        base: 'gross',
        discounts: 'after',
        pendingDays: 0,
        expiry: { kind: 'none' },
        returns: 'debt',
        reinstatementDays: 14,
        tierNoticeDays: 30,
        pointValue: 1000,
        qualifyingPeriod: 'rolling-12-months',
      },
      till: { askAbove: [], categoryNames: [] },
      pointsPayment: null,
      manualDiscounts: null,
      discountsPerCart: 10,
      surveyRestDays: 30,
      cards: { prefix: '4021', length: 16 },
      country: null,
      interests: [],
      demo: false,
      logo: null,
    });
  });

  it('change for everyone at once, keep absent fields, and write an audit entry', async () => {
    const manager = await makeStaff(api, ['manager']);
    const { body: before } = await get('/club');
    const changed = await send(api, 'patch', '/club', {
      ...manager,
      version: before.version,
      body: { name: 'Morgenrot ☕', timeZone: 'Europe/Prague' },
    }).expect(200);
    expect(changed.body).toEqual({
      ...before,
      version: before.version + 1,
      name: 'Morgenrot ☕',
      timeZone: 'Europe/Prague',
    });
    expect((await get('/club')).body).toEqual(changed.body);
    // Fields for staff are not public.
    const whole = (club: object): object => ({ ...club, approvals: { points: null, cost: null } });
    expect(await api.app.get(ClubSettings).current()).toEqual(whole(changed.body));
    expect((await audited('club.changed')).at(-1)).toEqual({
      before: whole(before),
      after: whole(changed.body),
    });
  });

  it('are read again after another process changes them', async () => {
    const settings = api.app.get(ClubSettings);
    await settings.current();
    const other = await startApp(undefined, {
      DATABASE_URL: asApplication(api.databaseUrl),
      DATABASE_OWNER_URL: api.databaseUrl,
    });
    try {
      await changeClub(other, { name: 'From elsewhere' });
    } finally {
      await other.close();
    }
    await vi.waitFor(async () => expect((await settings.current()).name).toBe('From elsewhere'), 5000);
  });

  it.each([
    ['without If-Match', { name: 'X' }, undefined, 428, 'precondition-required', []],
    ['of another version', { name: 'X' }, 999, 412, 'version-changed', []],
    ['with a colour that is none', { accent: 'red' }, 1, 400, 'invalid-request', ['/accent']],
    ['with an unknown time zone', { timeZone: 'Mars/Base' }, 1, 400, 'invalid-request', ['/timeZone']],
    ['without a language', { languages: [] }, 1, 400, 'invalid-request', ['/languages']],
    ['with a name of 300 characters', { name: 'n'.repeat(300) }, 1, 400, 'invalid-request', ['/name']],
    ['with an empty name', { name: ' ' }, 1, 400, 'invalid-request', ['/name']],
    [
      'with 31 discounts per cart',
      { discountsPerCart: 31 },
      1,
      400,
      'invalid-request',
      ['/discountsPerCart'],
    ],
    ['with a country that is none', { country: 'XX' }, 1, 400, 'invalid-request', ['/country']],
    ['with no rest between surveys', { surveyRestDays: 0 }, 1, 400, 'invalid-request', ['/surveyRestDays']],
    [
      'with one interest twice',
      { interests: ['tea', 'tea'].map((key) => ({ key, name: { en: 'Tea' } })) },
      1,
      400,
      'invalid-request',
      ['/interests/1/key'],
    ],
    ['with a NUL', { name: 'a\0b' }, 1, 422, 'unreadable-text', ['/name']],
  ])('refuse an edit %s', async (_, body, version, status, code, pointers) => {
    const { body: before } = await get('/club');
    await expectProblem(patch('/club', body, { version }), status, code, ...pointers);
    expect((await get('/club')).body).toEqual(before);
  });
});

describe('locations', () => {
  it('are added, changed in part and found by code and id', async () => {
    const { body: made } = await post('/locations', {
      code: 'vienna-1',
      name: 'Wien',
      currency: 'EUR',
    }).expect(201);
    expect(made).toEqual({
      id: expect.any(String),
      version: 1,
      code: 'vienna-1',
      name: 'Wien',
      nameTexts: { de: 'Wien' },
      kind: 'shop',
      currency: 'EUR',
      address: '',
      openingHours: '',
      taxRates: [],
      timeZone: null,
      active: true,
    });
    const locations = api.app.get(Locations);
    expect(await locations.byCode('vienna-1')).toEqual(stored(made));
    await patch(`/locations/${made.id}`, { address: 'Neubaugasse 1', kind: 'online' }, { version: 1 }).expect(
      200,
    );
    const { body: changed } = await patch(`/locations/${made.id}`, { active: false }, { version: 2 }).expect(
      200,
    );
    expect(changed).toEqual({
      ...made,
      version: 3,
      address: 'Neubaugasse 1',
      kind: 'online',
      active: false,
    });
    expect(await locations.byId(made.id)).toEqual(stored(changed));
    expect(await audited('location.changed')).toHaveLength(2);
    const { body: list } = await api.http.get('/api/v1/locations').expect(200);
    expect(list.data).toContainEqual(changed);
  });

  it('are listed in pages', async () => {
    for (const code of ['page-a', 'page-b', 'page-c']) await makeLocation(api, { code });
    const codes: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await get(`/locations?limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      codes.push(...pluck(body, 'code'));
      cursor = body.cursor.next as string | null;
    }
    expect(codes).toEqual([...codes].sort());
    expect(codes).toEqual(expect.arrayContaining(['page-a', 'page-b', 'page-c']));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    [{ name: 'N', currency: 'EUR' }, ['/code']],
    [{ code: 'Vienna 1', name: 'N', currency: 'EUR' }, ['/code']],
    [{ code: 'a'.repeat(61), name: 'N', currency: 'EUR' }, ['/code']],
    [{ code: 'bad-1', name: 'N', currency: 'euro' }, ['/currency']],
    [{ code: 'bad-1', name: 'n'.repeat(300), currency: 'EUR' }, ['/name']],
    [{ code: 'bad-1', name: 'N', currency: 'EUR', kind: 'kiosk' }, ['/kind']],
  ])('refuse %j', async (body, pointers) => {
    await expectProblem(post('/locations', body), 400, 'invalid-request', ...pointers);
    expect(await api.app.get(Locations).byCode('bad-1')).toBeUndefined();
  });

  it('have unique codes and a version each', async () => {
    const { id, code } = await makeLocation(api);
    await expectProblem(
      post('/locations', { code, name: 'Twin', currency: 'EUR' }),
      409,
      'already-taken',
      '/code',
    );
    await expectProblem(patch(`/locations/${id}`, { name: 'X' }, { version: 9 }), 412, 'version-changed');
    await expectProblem(patch(`/locations/${id}`, { name: 'X' }), 428, 'precondition-required');
    await expectProblem(patch(`/locations/${randomUUID()}`, { name: 'X' }, { version: 1 }), 404, 'not-found');
    await expectProblem(patch('/locations/nowhere', { name: 'X' }, { version: 1 }), 404, 'not-found');
    expect((await api.app.get(Locations).byId(id))?.name).toEqual({ de: 'Shop' });
  });

  it('are created together or not at all', async () => {
    const { code } = await makeLocation(api);
    const fresh = {
      name: 'N',
      kind: 'shop',
      currency: 'EUR',
      address: '',
      openingHours: '',
      taxRates: [] as number[],
      timeZone: null,
      active: true,
    } as const;
    const locations = api.app.get(Locations);
    const actor = { kind: 'system', id: null, name: 'test' } as const;
    await expect(
      locations.createMany(actor, [
        { ...fresh, code: 'all-1' },
        { ...fresh, code },
      ]),
    ).rejects.toMatchObject({ code: 'already-taken' });
    expect(await locations.byCode('all-1')).toBeUndefined();
    await locations.createMany(actor, [
      { ...fresh, code: 'all-1' },
      { ...fresh, code: 'all-2' },
    ]);
    expect(await locations.byCode('all-2')).toMatchObject({ name: { de: 'N' } });
  });
});

describe('products', () => {
  const coffee = { sku: 'COFFEE-250', name: 'Käferbohne 250 g', category: 'coffee', taxRate: 10.25 };

  it('are added and changed in part', async () => {
    const { body: made } = await post('/products', {
      ...coffee,
      prices: [
        { amount: 890, currency: 'EUR' },
        { amount: 22_000, currency: 'CZK' },
      ],
    }).expect(201);
    expect(made).toEqual({
      ...coffee,
      nameTexts: { de: coffee.name },
      id: expect.any(String),
      version: 1,
      brand: '',
      kind: 'goods',
      picture: 'bag',
      prices: [
        { amount: 890, currency: 'EUR' },
        { amount: 22_000, currency: 'CZK' },
      ],
      barcodes: [],
      priceBound: false,
      quickKey: false,
      interests: [],
      active: true,
    });
    const { body: changed } = await patch(`/products/${made.id}`, { quickKey: true }, { version: 1 }).expect(
      200,
    );
    expect(changed).toEqual({ ...made, version: 2, quickKey: true });
    expect((await audited('product.changed')).at(-1)).toEqual({
      before: stored(made),
      after: stored(changed),
    });
  });

  it('are found by parts of name, SKU, brand and category, whatever characters are typed', async () => {
    await makeProduct(api, { sku: 'TEA-1', name: '100% Darjeeling', category: 'tea', brand: 'Hügel' });
    await makeProduct(api, {
      sku: 'TEA-2',
      name: '1000 Darjeeling',
      category: 'tea',
      quickKey: true,
      active: false,
    });
    const found = async (query: string) => pluck((await get(`/products?${query}`).expect(200)).body, 'sku');
    expect(await found('query=darjee')).toEqual(['TEA-1', 'TEA-2']);
    expect(await found('query=100%25')).toEqual(['TEA-1']);
    expect(await found('query=tea_1')).toEqual([]);
    expect(await found('query=h%C3%BCgel')).toEqual(['TEA-1']);
    expect(await found('category=tea&quickKeys=true')).toEqual(['TEA-2']);
    expect(await found('query=darjee&active=true')).toEqual(['TEA-1']);
    expect(await found("query=';drop table products;--")).toEqual([]);
  });

  it('are listed in pages, also with equal names', async () => {
    const made = [1, 2, 3].map(() => makeProduct(api, { category: 'alike', name: 'Alike' }));
    const ids = (await Promise.all(made)).map(({ id }) => id);
    const first = await get('/products?category=alike&limit=2').expect(200);
    const rest = await get(`/products?category=alike&limit=2&cursor=${first.body.cursor.next}`).expect(200);
    expect([...first.body.data, ...rest.body.data].map(({ id }) => id)).toEqual(ids.sort());
    expect(rest.body.cursor.next).toBeNull();
  });

  it('are counted by category and brand, the largest groups first', async () => {
    const groups = async () => (await send(api, 'get', '/product-groups', { key }).expect(200)).body;
    const { priceBound } = await groups();
    const made = [
      { category: 'rarities', brand: 'Elmwood', priceBound: true },
      { category: 'rarities', brand: 'Elmwood' },
      { category: 'rarities' },
      { category: 'oddities', brand: 'Birch' },
    ];
    for (const product of made) await makeProduct(api, product);
    const after = await groups();
    const named = (list: { name: string }[], names: string[]) =>
      list.filter(({ name }) => names.includes(name));
    expect(named(after.categories, ['rarities', 'oddities', ''])).toEqual([
      { name: 'rarities', products: 3 },
      { name: 'oddities', products: 1 },
    ]);
    expect(named(after.brands, ['Elmwood', 'Birch', ''])).toEqual([
      { name: 'Elmwood', products: 2 },
      { name: 'Birch', products: 1 },
    ]);
    expect(after.priceBound).toBe(priceBound + 1);
  });

  it('are cached by SKU until they change', async () => {
    const products = api.app.get(Products);
    expect(await products.bySkus(['LATER'])).toEqual(new Map());
    const made = await makeProduct(api, { sku: 'LATER' });
    expect(await products.bySkus(['LATER', 'NEVER', 'LATER'])).toEqual(new Map([['LATER', stored(made)]]));
    await patch(`/products/${made.id}`, { name: 'Renamed' }, { version: 1 }).expect(200);
    expect((await products.bySkus(['LATER'])).get('LATER')?.name).toEqual({ de: 'Renamed' });
  });

  it.each([
    [{ sku: '', name: 'N' }, ['/sku']],
    [{ sku: 'BAD', name: 'n'.repeat(300) }, ['/name']],
    [{ sku: 'BAD', name: 'N', taxRate: 101 }, ['/taxRate']],
    [{ sku: 'BAD', name: 'N', taxRate: 10.125 }, ['/taxRate']],
    [{ sku: 'BAD', name: 'N', taxRate: '10' }, ['/taxRate']],
    [{ sku: 'BAD', name: 'N', prices: [{ amount: -1, currency: 'EUR' }] }, ['/prices/0/amount']],
    [{ sku: 'BAD', name: 'N', prices: [{ amount: 1.5, currency: 'EUR' }] }, ['/prices/0/amount']],
    [{ sku: 'BAD', name: 'N', prices: [{ amount: 2e9, currency: 'EUR' }] }, ['/prices/0/amount']],
    [{ sku: 'BAD', name: 'N', kind: 'weapon' }, ['/kind']],
    [
      {
        sku: 'BAD',
        name: 'N',
        prices: [
          { amount: 1, currency: 'EUR' },
          { amount: 2, currency: 'EUR' },
        ],
      },
      ['/prices/1/currency'],
    ],
  ])('refuse %j', async (body, pointers) => {
    await expectProblem(post('/products', body), 400, 'invalid-request', ...pointers);
    expect(await api.app.get(Products).bySkus(['BAD'])).toEqual(new Map());
  });

  it('have unique SKUs and a version each', async () => {
    const { id, sku } = await makeProduct(api);
    await expectProblem(post('/products', { sku, name: 'Twin' }), 409, 'already-taken', '/sku');
    await expectProblem(patch(`/products/${id}`, { name: 'X' }, { version: 9 }), 412, 'version-changed');
    await expectProblem(patch(`/products/${randomUUID()}`, { name: 'X' }, { version: 1 }), 404, 'not-found');
    expect((await api.app.get(Products).bySkus([sku])).get(sku)?.name).toEqual({ de: 'House blend' });
  });
});

describe('lists', () => {
  it.each(['/locations', '/products'])('of %s refuse invalid page sizes and cursors', async (path) => {
    await expectProblem(get(`${path}?limit=1000000`), 400, 'invalid-request', '/query/limit');
    await expectProblem(get(`${path}?limit=0`), 400, 'invalid-request', '/query/limit');
    await expectProblem(get(`${path}?limit=ten`), 400, 'invalid-request', '/query/limit');
    await expectProblem(get(`${path}?cursor=nonsense`), 400, 'invalid-request', '/query/cursor');
    const forged = forgedCursor('a', 'b', 'c', 'd');
    await expectProblem(get(`${path}?cursor=${forged}`), 400, 'invalid-request', '/query/cursor');
  });

  it('of products refuse an invalid id in the cursor', async () => {
    const forged = forgedCursor('a', 'b');
    await expectProblem(get(`/products?cursor=${forged}`), 400, 'invalid-request', '/query/cursor');
  });
});
