import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const tricks = [
  'Anna\u202Eannah',
  'Anna\u2066',
  'An\u200Bna',
  'Anna\nKrause',
  'Anna\u0007',
  '\u3164',
  'Win at evil.com',
  'ｅｖｉｌ．ｃｏｍ',
  'https://evil.example',
  'anna@evil.example',
];
const joining = {
  email: '',
  password: 'ein kurzer Satz',
  firstName: 'Anna',
  lastName: 'Krause',
  language: 'en',
};
const anyEmail = (): string => `${randomUUID()}@names.example`;
const people = async (): Promise<unknown> =>
  rowsOf(
    api,
    'select first_name, last_name from members union all select display_name, null from accounts order by 1, 2',
  );

describe('a name with hidden characters', () => {
  it('is refused on every way in', async () => {
    const [admin, member] = [await makeStaff(api, ['admin']), await makeSignedInMember(api)];
    const { id } = await makeMember(api);
    const before = await people();
    for (const trick of tricks) {
      const consents = [{ purpose: 'terms', granted: true }];
      const refused = [
        [
          send(api, 'post', '/registrations', {
            body: { ...joining, email: anyEmail(), lastName: trick, consents },
          }),
          '/lastName',
        ],
        [send(api, 'post', '/members', { key, body: { firstName: trick, language: 'en' } }), '/firstName'],
        [send(api, 'patch', `/members/${id}`, { key, version: 1, body: { lastName: trick } }), '/lastName'],
        [
          send(api, 'patch', '/me', { cookie: member.cookie, version: 1, body: { firstName: trick } }),
          '/firstName',
        ],
        [
          send(api, 'post', '/staff', {
            ...admin,
            body: { email: anyEmail(), displayName: trick, role: 'cashier', language: 'en' },
          }),
          '/displayName',
        ],
      ] as const;
      for (const [request, pointer] of refused) await expectProblem(request, 400, 'invalid-request', pointer);
    }
    expect(await people()).toEqual(before);
  });

  it('is left out by an import, with the reason and without the name', async () => {
    const importing = new Importing(api, key);
    const columns = { externalId: 'nr', firstName: 'first', lastName: 'last' };
    const done = await importing.run(
      { kind: 'members', mapping: { columns } },
      [
        'nr,first,last',
        'N-1,Anna,Krause',
        'N-2,Anna\u202Eannah,Krause',
        'N-3,Anna,evil.com',
        'N-4,Jiří,Ing.Novák',
      ].join('\n'),
    );
    expect(done.counts).toMatchObject({ created: 4, refused: 0, remarks: 2 });
    const { data } = await importing.get<{ data: unknown[] }>(`/imports/${done.id}/remarks`);
    const left = (field: string, value: string) => [{ reason: 'no-name', field, params: { value } }];
    expect(data).toMatchObject([
      { line: 3, remarks: left('firstName', 'Anna\uFFFDannah') },
      { line: 4, remarks: left('lastName', 'evil.com') },
    ]);
    expect(
      await rowsOf(
        api,
        `select external_id as id, first_name as first, last_name as last from members where external_id like 'N-%' order by 1`,
      ),
    ).toEqual([
      { id: 'N-1', first: 'Anna', last: 'Krause' },
      { id: 'N-2', first: null, last: 'Krause' },
      { id: 'N-3', first: 'Anna', last: null },
      { id: 'N-4', first: 'Jiří', last: 'Ing.Novák' },
    ]);
  });

  it('is refused for locations and keys; a shop may be named after a web address', async () => {
    const admin = await makeStaff(api, ['admin']);
    const place = (name: string) =>
      send(api, 'post', '/locations', {
        key,
        body: { code: `c-${randomUUID().slice(0, 8)}`, name, kind: 'online', currency: 'EUR' },
      });
    await expectProblem(place('Wien\u202E'), 400, 'invalid-request', '/name');
    await place('morgenrot.shop').expect(201);
    const named = (name: string) =>
      send(api, 'post', '/api-keys', { ...admin, body: { name, scopes: ['club:read'] } });
    await expectProblem(named('Till\u200B'), 400, 'invalid-request', '/name');
    await named('Till').expect(201);
  });
});

describe('hidden characters', () => {
  const trick = 'Kaffee\u202Eeeffak';
  const hidden = { en: trick };

  it('are refused in all texts for people: names, texts and reasons', async () => {
    const [admin, member] = [await makeStaff(api, ['admin']), await makeMember(api)];
    const reward = { name: { en: 'Coffee' }, points: 100 };
    const rule = {
      name: 'Base',
      effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
    };
    const tier = { code: 'gold', name: { en: 'Gold' }, threshold: 100 };
    const product = { sku: 'K-1', name: 'Coffee' };
    const place = { code: 'wien', name: 'Wien', currency: 'EUR' };
    const refused = [
      ['/rewards', { ...reward, name: hidden }, '/name/en'],
      ['/rewards', { ...reward, description: hidden }, '/description/en'],
      ['/rewards', { ...reward, category: trick }, '/category'],
      ['/earning-rules', { ...rule, name: trick }, '/name'],
      ['/earning-rules', { ...rule, name: hidden }, '/name/en'],
      ['/tiers', { ...tier, name: hidden }, '/name/en'],
      ['/tiers', { ...tier, benefits: hidden }, '/benefits/en'],
      ['/products', { ...product, name: trick }, '/name'],
      ['/products', { ...product, name: hidden }, '/name/en'],
      ['/locations', { ...place, name: hidden }, '/name/en'],
      ['/products', { ...product, brand: trick }, '/brand'],
      ['/products', { ...product, category: trick }, '/category'],
      ['/locations', { ...place, address: trick }, '/address'],
      ['/locations', { ...place, openingHours: trick }, '/openingHours'],
      ['/members', { language: 'en', attributes: { note: trick } }, '/attributes/note'],
      [`/members/${member.id}/points/adjustments`, { points: 5, reason: trick }, '/reason'],
      [`/members/${member.id}/close`, { reason: trick }, '/reason'],
      ['/import-mappings', { name: trick, kind: 'products', mapping: { columns: { sku: 'sku' } } }, '/name'],
    ] as const;
    for (const [path, body, pointer] of refused) {
      const request = send(api, 'post', path, { ...admin, body }).set('idempotency-key', randomUUID());
      await expectProblem(request, 400, 'invalid-request', pointer);
    }
    await send(api, 'post', '/rewards', {
      ...admin,
      body: { ...reward, description: { en: 'Two lines\nof words' } },
    }).expect(201);
  });

  it('are removed from names in imports and purchases, and the lists still work', async () => {
    const importing = new Importing(api, key);
    const products = { sku: 'sku', name: 'name', category: 'category' };
    const file = ['sku,name,category', 'T-1,Kaf\u00ADfee\u202E,Boh\u200Bnen', 'T-2,\u3164,\u202E'].join('\n');
    expect(await importing.run({ kind: 'products', mapping: { columns: products } }, file)).toMatchObject({
      state: 'done',
      errors: [],
    });
    const sales = { receipt: 'nr', location: 'place', purchasedAt: 'at', name: 'name', amount: 'amount' };
    const sold = `nr,place,at,name,amount\nR-1,Pra\u202Eha,2026-11-20T10:00:00Z,Kaf\u00ADfee,9.00`;
    const options = { newLocations: true, currency: 'EUR' };
    const bought = await importing.run({ kind: 'purchases', mapping: { columns: sales }, options }, sold);
    expect(bought).toMatchObject({ state: 'done', errors: [] });
    const { body } = await send(api, 'get', '/products', { key }).expect(200);
    expect(body.data).toMatchObject([
      { sku: 'T-1', name: 'Kaffee', category: 'Bohnen' },
      { sku: 'T-2', name: 'T-2', category: '' },
    ]);
    const { body: places } = await send(api, 'get', '/locations', { key }).expect(200);
    expect(pluck(places, 'name')).toContain('Praha');
    const { body: purchases } = await send(api, 'get', '/purchases', { key }).expect(200);
    const { body: purchase } = await send(api, 'get', `/purchases/${purchases.data[0].id}`, { key }).expect(
      200,
    );
    expect(purchase.lines[0].name).toBe('Kaffee');
  });

  it('from before this rule do not break a list', async () => {
    // The API takes no such name any more.
    await rowsOf(api, `update products set name = jsonb_build_object('de', $1::text) where sku = 'T-1'`, [
      trick,
    ]);
    await rowsOf(api, `update locations set name = jsonb_build_object('de', $1::text)`, [trick]);
    await rowsOf(api, `update clubs set name = $1`, [trick]);
    for (const path of ['/products', '/locations', '/club', '/rewards'])
      await send(api, 'get', path, { key }).expect(200);
  });
});
