import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let api: TestApp;
let admin: SignedIn;
let here: { id: string; code: string };
let anna: string;
let berta: string;
let carla: string;
beforeAll(async () => {
  api = await startApp();
  admin = await makeStaff(api, ['admin'], { email: 'd@staff.example' });
  const key = await makeKey(api);
  await makeRule(api);
  here = await makeLocation(api);
  anna = (await makeMember(api, { firstName: 'Anna', lastName: 'Zander' })).id;
  berta = (
    await makeMember(api, {
      firstName: 'Berta',
      lastName: 'Adler',
      consents: [{ purpose: 'newsletter', granted: true }],
    })
  ).id;
  carla = (await makeMember(api, { firstName: 'Carla', lastName: 'Meise' })).id;
  const till = new Till(api, key, here.code);
  await till.sell(anna, { lines: [{ amount: 1000 }] });
  await till.sell(berta, { lines: [{ amount: 5000 }] });
  await till.sell(null, { lines: [{ amount: 3000 }] });
  // Two of everything else, in neither order.
  for (const letter of ['b', 'c', 'a']) {
    await makeProduct(api, { sku: `sku-${letter}` });
    await makeLocation(api, { name: `shop ${letter}` });
    await makeReward(api, { points: 100 + letter.charCodeAt(0) });
    await makeRule(api, { name: `rule ${letter}` });
    await makeStaff(api, ['cashier'], { email: `${letter}@staff.example` });
  }
});
afterAll(() => api.close());

const listed = async (path: string, field = 'id'): Promise<unknown[]> =>
  pluck((await send(api, 'get', path, admin).expect(200)).body, field);
/** All pages, two rows at a time. */
const paged = async (path: string, field = 'id'): Promise<unknown[]> => {
  const found: unknown[] = [];
  for (let cursor = ''; ;) {
    const { body } = await send(api, 'get', `${path}&limit=2${cursor && `&cursor=${cursor}`}`, admin).expect(
      200,
    );
    found.push(...pluck(body, field));
    if (body.cursor.next === null) return found;
    cursor = String(body.cursor.next);
  }
};

describe('a list', () => {
  it('of members sorts in both directions, over all pages', async () => {
    expect(await paged('/members?sort=name&order=asc')).toEqual([berta, carla, anna]);
    expect(await paged('/members?sort=name&order=desc')).toEqual([anna, carla, berta]);
    expect(await paged('/members?sort=joined&order=asc')).toEqual([anna, berta, carla]);
    await expect.poll(() => paged('/members?sort=points&order=asc')).toEqual([carla, anna, berta]);
    expect(await paged('/members?sort=points&order=desc')).toEqual([berta, anna, carla]);
  });

  it('of purchases sorts by time, amount and points', async () => {
    const amounts = async (query: string): Promise<unknown[]> =>
      (await paged(`/purchases?${query}`, 'total')).map((total) => (total as { gross: number }).gross);
    expect(await amounts('sort=gross&order=asc')).toEqual([1000, 3000, 5000]);
    expect(await amounts('sort=gross&order=desc')).toEqual([5000, 3000, 1000]);
    expect(await amounts('sort=purchased&order=asc')).toEqual([1000, 5000, 3000]);
    expect(await amounts('sort=points&order=desc')).toEqual([5000, 1000, 3000]);
  });

  it.each([
    ['/products?sort=sku&order=desc', 'sku'],
    ['/locations?sort=name&order=desc', 'name'],
    ['/rewards?sort=points&order=asc', 'points'],
    ['/earning-rules?sort=name&order=asc', 'name'],
    ['/staff?sort=email&order=desc', 'email'],
  ])('%s is sorted, and refuses the cursor of another order', async (path, field) => {
    const values = (await paged(path, field)) as (string | number)[];
    expect(new Set(values).size).toBeGreaterThan(2);
    const ascending = values.toSorted((one, other) => (one < other ? -1 : 1));
    expect(values).toEqual(path.endsWith('asc') ? ascending : ascending.toReversed());
    const foreign = Buffer.from(JSON.stringify(['x', 'y', here.id])).toString('base64url');
    await expectProblem(
      send(api, 'get', `${path}&cursor=${foreign}`, admin),
      400,
      'invalid-request',
      '/query/cursor',
    );
    await expectProblem(
      send(api, 'get', path.replace(/sort=[a-z-]+/u, 'sort=id;drop'), admin),
      400,
      'invalid-request',
      '/query/sort',
    );
  });

  it('of members has filters for purchases, points, consent and location', async () => {
    const found = async (query: string): Promise<unknown[]> => listed(`/members?sort=name&${query}`);
    await expect.poll(() => found('pointsFrom=20')).toEqual([berta]);
    expect(await found('pointsTo=15')).toEqual([carla, anna]);
    expect(await found('consent=newsletter')).toEqual([berta]);
    expect(await found(`location=${here.code}`)).toEqual([berta, anna]);
    expect(await found('location=nowhere')).toEqual([]);
    expect(await found('lastPurchaseFrom=2000-01-01T00:00:00Z')).toEqual([berta, anna]);
    expect(await found('lastPurchaseUntil=2000-01-01T00:00:00Z')).toEqual([]);
    const { body } = await send(api, 'get', '/members?pointsFrom=20&include=total', admin);
    expect(body.total).toBe(1);
  });
});
