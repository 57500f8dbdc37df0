import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, offer } from '../support/makers/purchases.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const read = (path: string, language?: string) => {
  const request = send(api, 'get', path, { key });
  return language === undefined ? request : request.set('accept-language', language);
};
const names = { de: 'Filterkaffee', en: 'Filter coffee', cs: 'Filtrovaná káva' };
type Shown = Record<'id' | 'name', string> & { readonly version: number };
const find = async (path: string, id: string, language?: string): Promise<Shown | undefined> => {
  const { data } = (await read(path, language)).body as { data: Shown[] };
  return data.find((one) => one.id === id);
};

describe.each([
  ['location', '/locations', { code: 'many-names', currency: 'EUR' }],
  ['product', '/products', { sku: 'MANY-NAMES' }],
])('the name of a %s', (_, path, rest) => {
  it('is read in the language of the reader, else in the one of the club', async () => {
    const { body: made } = await send(api, 'post', path, { key, body: { ...rest, name: names } }).expect(201);
    expect(made).toMatchObject({ name: 'Filterkaffee', nameTexts: names });
    expect(await find(path, made.id, 'cs')).toMatchObject({ name: 'Filtrovaná káva', nameTexts: names });
    const edit = (version: number, name: unknown) =>
      send(api, 'patch', `${path}/${made.id}`, { key, version, body: { name } });
    await edit(1, { de: 'Kaffee', cs: 'Káva' }).expect(200);
    expect((await find(path, made.id, 'en'))?.name).toBe('Kaffee');
    expect((await find(path, made.id, 'cs'))?.name).toBe('Káva');
    // A client that knows one name changes the one of the club's language.
    expect((await edit(2, 'Röstkaffee').expect(200)).body).toMatchObject({
      name: 'Röstkaffee',
      nameTexts: { de: 'Röstkaffee', cs: 'Káva' },
    });
    await expectProblem(edit(3, {}), 400, 'invalid-request', '/name');
    await expectProblem(edit(3, { de: 'x'.repeat(201) }), 400, 'invalid-request', '/name/de');
    expect((await find(path, made.id))?.version).toBe(3);
  });

  it('orders the list in the language of the reader, page by page', async () => {
    const made = [{ de: 'Zwetschge', en: 'Aprium' }, { de: 'Apfel', en: 'Zebra apple' }, { de: 'Mango' }].map(
      (name) => (path === '/products' ? makeProduct(api, { name }) : makeLocation(api, { name })),
    );
    const ids = new Set((await Promise.all(made)).map(({ id }) => id));
    for (const [language, order, expected] of [
      ['de', 'asc', ['Apfel', 'Mango', 'Zwetschge']],
      ['en', 'asc', ['Aprium', 'Mango', 'Zebra apple']],
      ['en', 'desc', ['Zebra apple', 'Mango', 'Aprium']],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const at: string = `${path}?sort=name&order=${order}&limit=2${cursor && `&cursor=${cursor}`}`;
        const { body } = await read(at, language).expect(200);
        for (const { id, name } of body.data) if (ids.has(id)) seen.push(name);
        cursor = body.cursor.next as string | null;
      }
      expect(seen).toEqual(expected);
    }
  });
});

it('a product is found by its name in any language, with and without accents', async () => {
  await makeProduct(api, {
    sku: 'FOUND',
    name: { de: 'Zimtschnecke', en: 'Cinnamon roll', cs: 'Skořicový šnek' },
  });
  for (const query of ['zimtschn', 'cinnamon', 'skořicov', 'SKORICOVY', 'Zímt'])
    expect(pluck((await read(`/products?query=${encodeURIComponent(query)}`, 'de')).body, 'sku')).toEqual([
      'FOUND',
    ]);
});

describe('an import of products', () => {
  const settings: Settings = {
    kind: 'products',
    mapping: { columns: { sku: 'sku', name: 'name', nameEn: 'name_en', nameCs: 'name_cs' } },
    options: { conflicts: 'take' },
  };
  const textsOf = async (sku: string) => (await read(`/products?query=${sku}`)).body.data[0].nameTexts;

  it('has a column for each language; the one without is in the language of the club', async () => {
    const importing = new Importing(api, key);
    await makeProduct(api, { sku: 'IMP-1', name: { de: 'Alt', en: 'Old' } });
    const file = 'sku,name,name_en,name_cs\nIMP-1,Neu,,Nový\nIMP-2,Tasse,Cup,\nIMP-3,,,\n';
    const { id } = await importing.run(settings, file);
    expect(await textsOf('IMP-1')).toEqual({ de: 'Neu', en: 'Old', cs: 'Nový' });
    expect(await textsOf('IMP-2')).toEqual({ de: 'Tasse', en: 'Cup' });
    expect(await textsOf('IMP-3')).toEqual({ de: 'IMP-3' });
    await importing.undo(id);
    expect(await textsOf('IMP-1')).toEqual({ de: 'Alt', en: 'Old' });
  });

  it('recognises the columns, also those of our own export', async () => {
    const importing = new Importing(api, key);
    for (const header of [
      'sku,Name (Deutsch),Name (Englisch),Name (Tschechisch)',
      'sku,nameDe,nameEn,nameCs',
    ]) {
      const [, de, en, cs] = header.split(',');
      const { body } = await importing.offer<{ mapping: { columns: object } }>(
        { kind: 'products' },
        `${header}\nX,a,b,c\n`,
        { path: '/imports/preview' },
      );
      expect(body.mapping.columns).toMatchObject({ sku: 'sku', nameDe: de, nameEn: en, nameCs: cs });
    }
  });
});

describe('a receipt', () => {
  it('names shop and goods in the language of its reader, but keeps what the till called them', async () => {
    const { code } = await makeLocation(api, { name: { de: 'Wien', en: 'Vienna' } });
    const { sku } = await makeProduct(api, { name: names });
    const me = await makeSignedInMember(api);
    await makeRule(api);
    const lines = [
      { sku, quantity: 1, unitPrice: 390 },
      { sku, name: 'Filter coffee', quantity: 1, unitPrice: 390 },
      { sku, name: 'FILTERKF 0.2', quantity: 1, unitPrice: 390 },
      { name: 'Filterkaffee', quantity: 1, unitPrice: 390 },
    ];
    const sold = await send(api, 'post', '/purchases', {
      key,
      body: offer(api, code, { member: { id: me.member.id }, lines }),
    })
      .set('idempotency-key', 'named')
      .expect(201);
    const receipt = (language: string) =>
      send(api, 'get', `/purchases/${sold.body.id}`, me).set('accept-language', language);
    const told = async (language: string) => {
      const { body } = await receipt(language).expect(200);
      return [body.locationName, ...pluck({ data: body.lines }, 'name')];
    };
    expect(await told('de')).toEqual([
      'Wien',
      'Filterkaffee',
      'Filterkaffee',
      'FILTERKF 0.2',
      'Filterkaffee',
    ]);
    expect(await told('cs')).toEqual([
      'Wien',
      'Filtrovaná káva',
      'Filtrovaná káva',
      'FILTERKF 0.2',
      'Filterkaffee',
    ]);
    const activity = await send(api, 'get', '/me/activity', me).set('accept-language', 'en').expect(200);
    expect(activity.body.data[0]).toMatchObject({ location: 'Vienna' });
  });
});
