import type { OfferPrice, OwnOffer, Product } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let anna: SignedInMember;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  anna = await makeSignedInMember(api);
});
afterAll(() => api.close());
beforeEach(() => api.clock.reset());

const tenth = { kind: 'percent', percent: 10, of: 'reduced' } as const;
const on = (sku: string) => ({ where: { fact: 'line.sku', op: 'is', value: sku } as const });
const reprice = async (product: Product, amount: number): Promise<void> => {
  const body = { prices: [{ amount, currency: 'EUR' }] };
  const { version } = (await send(api, 'get', `/products?barcode=${product.sku}`, { key })).body.data[0];
  await send(api, 'patch', `/products/${product.id}`, { key, version, body }).expect(200);
};
const ownOf = async (id: string): Promise<OwnOffer | undefined> => {
  const { body } = await send(api, 'get', '/me/offers', { cookie: anna.cookie }).expect(200);
  return (body.data as OwnOffer[]).find((offer) => offer.id === id);
};
const priceOf = async (id: string): Promise<OfferPrice | null | undefined> => (await ownOf(id))?.price;
const example = async (terms: object): Promise<OfferPrice | null> =>
  (await send(api, 'post', '/offers/price-examples', { key, body: { effect: tenth, ...terms } }).expect(200))
    .body.price;
const struck = (normal: number, reduced: number, lowest30Days: number) => ({
  currency: 'EUR',
  normal,
  reduced,
  lowest30Days,
  strikable: true,
});

describe('the price of an offer about one product', () => {
  it('names the lowest price of the 30 days before it starts, whatever happens to the price later', async () => {
    const product = await makeProduct(api);
    api.clock.advance({ days: 40 });
    await reprice(product, 850);
    api.clock.advance({ days: 10 });
    await reprice(product, 950);
    const startsAt = new Date(api.clock.now() + 86_400_000).toISOString();
    const before = { on: on(product.sku), startsAt };
    expect(await example(before)).toEqual({ ...struck(950, 855, 850), strikable: false });
    const offer = await makeOffer(api, { effect: tenth, ...before });
    expect(await ownOf(offer.id)).toBeUndefined();
    api.clock.advance({ days: 2 });
    const low = { ...struck(950, 855, 850), strikable: false };
    expect(await priceOf(offer.id)).toEqual(low);
    // A second step: the price before the first one stays the one that may be named.
    await reprice(product, 800);
    api.clock.advance({ days: 40 });
    expect(await priceOf(offer.id)).toEqual(struck(800, 720, 850));
    // Saved again: what happened until then counts too.
    await send(api, 'patch', `/offers/${offer.id}`, {
      key,
      version: offer.version,
      body: { place: 7 },
    }).expect(200);
    expect(await priceOf(offer.id)).toEqual(struck(800, 720, 800));
  });

  it('says nothing to strike while prices may be missing: of a new product and of an imported one', async () => {
    const importing = new Importing(api, key);
    const columns = { sku: 'sku', name: 'name', price: 'price' };
    await importing.run(
      { kind: 'products', mapping: { columns }, options: { conflicts: 'take', currency: 'EUR' } },
      'sku,name,price\nOLD-1,Beans,10\n',
    );
    const terms = { on: on('OLD-1') };
    const unknown = { ...struck(1000, 900, 0), lowest30Days: null, strikable: false };
    api.clock.advance({ days: 29 });
    expect(await example(terms)).toEqual(unknown);
    api.clock.advance({ days: 2 });
    expect(await example(terms)).toEqual(struck(1000, 900, 1000));

    const startsAt = api.clock.date().toISOString();
    api.clock.advance({ hours: 1 });
    const product = await makeProduct(api);
    const offer = await makeOffer(api, { effect: tenth, on: on(product.sku), startsAt });
    expect(await priceOf(offer.id)).toMatchObject({ reduced: 801, lowest30Days: null, strikable: false });
    const fixed = { kind: 'fixed-price', prices: [{ amount: 500, currency: 'EUR' }], pieces: 2 } as const;
    expect(await example({ on: on(product.sku), effect: fixed })).toMatchObject({ reduced: 500 });
  });

  it('is told only where it is the same price, and no other condition is asked', async () => {
    const [vienna, prague] = [await makeLocation(api), await makeLocation(api, { currency: 'CZK' })];
    const prices = [
      { amount: 890, currency: 'EUR' },
      { amount: 22_000, currency: 'CZK' },
    ];
    const { id, sku } = await makeProduct(api, { prices });
    api.clock.advance({ days: 31 });
    const body = { locationId: vienna.id, currency: 'EUR', amount: 790 };
    await send(api, 'put', `/products/${id}/prices`, { key, body }).expect(200);
    api.clock.advance({ days: 1 });
    const about = on(sku);
    expect(await example({ on: about })).toBeNull();
    expect(await example({ on: about, locations: [vienna.id] })).toEqual(struck(790, 711, 790));
    expect(await example({ on: about, locations: [prague.id] })).toMatchObject({
      currency: 'CZK',
      normal: 22_000,
      reduced: 19_800,
    });
    expect(await example({ on: about, locations: [vienna.id, prague.id] })).toBeNull();
    const place = { on: about, locations: [prague.id] };
    const amounts = [{ amount: 5000, currency: 'CZK' }];
    for (const other of [
      { on: {} },
      { on: { except: about.where } },
      { on: { where: { fact: 'line.sku', op: 'is-one-of', value: [sku, 'OTHER'] } } },
      { on: on('UNKNOWN') },
      { atMost: amounts },
      { minimumSpend: { amounts } },
      { effect: { kind: 'amount', amounts, per: 'cart' } },
      { effect: { kind: 'fixed-price', prices: [{ amount: 30_000, currency: 'CZK' }] } },
      { effect: { kind: 'free-pieces', pieces: 1 } },
    ])
      expect([other, await example({ ...place, ...other })]).toEqual([other, null]);
    expect(
      await example({ ...place, on: { where: { fact: 'line.sku', op: 'is-one-of', value: [sku] } } }),
    ).toMatchObject({ reduced: 19_800 });
    const bound = await makeProduct(api, { priceBound: true });
    expect(await example({ on: on(bound.sku) })).toBeNull();
    const terms = { effect: { kind: 'percent', percent: 0 } };
    await expectProblem(
      send(api, 'post', '/offers/price-examples', { key, body: terms }),
      400,
      'invalid-request',
      '/effect/percent',
    );
  });

  it('is a personal one if only some members get it', async () => {
    const audience = { fact: 'member.language', op: 'is-one-of', value: ['de', 'en', 'cs'] } as const;
    const [some, all] = [await makeOffer(api, { audience }), await makeOffer(api)];
    expect(await ownOf(some.id)).toMatchObject({ personal: true, price: null });
    expect(await ownOf(all.id)).toMatchObject({ personal: false, price: null });
  });
});
