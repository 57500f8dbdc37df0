import { randomUUID } from 'node:crypto';
import type { Checkout, Coupon } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const newCode = (): string => `c ${randomUUID().slice(0, 13)}`;
const content = (more: object = {}) => ({
  name: { en: 'A fifth off' },
  code: newCode(),
  effect: { kind: 'percent', percent: 20 },
  ...more,
});
const create = (body: object) => send(api, 'post', '/coupons', { key, body });
const patch = ({ id, version }: Pick<Coupon, 'id' | 'version'>, body: object) =>
  send(api, 'patch', `/coupons/${id}`, { key, version, body });

describe('the editor of coupons', () => {
  it('keeps drafts with what a coupon usually has, publishes, pauses and ends them', async () => {
    const { body: draft } = await create(content()).expect(201);
    expect(draft).toMatchObject({
      state: 'draft',
      version: 1,
      effect: { kind: 'percent', percent: 20, of: 'reduced' },
      on: {},
      exclusive: false,
      limits: { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null },
    });
    const { body: live } = await patch(draft, { state: 'live' }).expect(200);
    expect(live).toMatchObject({ state: 'live', version: 2 });
    await patch(draft, { state: 'paused' }).expect(412);
    await expectProblem(patch(live, { state: 'draft' }), 400, 'invalid-request', '/state');
    const { body: ended } = await patch(live, { state: 'ended' }).expect(200);
    await expectProblem(patch(ended, { state: 'live' }), 400, 'invalid-request', '/state');
    const { body: list } = await send(api, 'get', '/coupons', { key }).expect(200);
    expect(pluck(list, 'id')).toContain(draft.id);
    for (const [state, ids] of [
      ['ended', [draft.id]],
      ['live', []],
    ] as const) {
      const { body: some } = await send(api, 'get', `/coupons?state=${state}`, { key }).expect(200);
      expect(pluck(some, 'id').filter((id) => id === draft.id)).toEqual(ids);
    }
    await expectProblem(
      send(api, 'get', '/coupons?state=gone', { key }),
      400,
      'invalid-request',
      '/query/state',
    );
  });

  it('limits the code that everyone types only if there is one', async () => {
    const limits = { perDay: 5, perCode: 3 };
    const { body: draft } = await create(content({ limits })).expect(201);
    expect(draft.limits).toEqual({ total: null, perMember: null, perMemberAndDay: null, ...limits });
    await expectProblem(patch(draft, { code: null }), 400, 'invalid-request', '/limits/perCode');
    await expectProblem(
      create(content({ limits: { perDay: 100_001 } })),
      400,
      'invalid-request',
      '/limits/perDay',
    );
  });

  it('is about every n-th piece only, with the kinds that do not say it themselves', async () => {
    const half = { effect: { kind: 'percent', percent: 50 }, nth: { every: 2 }, state: 'live' };
    const { body: coupon } = await create(content(half)).expect(201);
    expect(coupon.nth).toEqual({ every: 2, most: null });
    const till = new CheckoutTill(api, key, (await makeLocation(api)).code);
    const quote = async (): Promise<Checkout> =>
      (await till.quote(till.cart([coupon.code])).expect(201)).body;
    // 14.00, 9.90 and 9.90: the second of these costs 4.95.
    expect((await quote()).lines).toMatchObject([{ amount: 1485 }, { amount: 1400 }]);
    await patch(coupon, { nth: { every: 4 } }).expect(200);
    expect((await quote()).notApplied).toMatchObject([
      { problem: 'coupon-too-few-pieces', detail: 'Für diesen Coupon fehlt noch ein Stück.' },
    ]);
    const refused: [object, string][] = [
      [{ effect: { kind: 'buy-get', buy: 2, get: 1 } }, '/nth'],
      [{ effect: { kind: 'free-pieces' } }, '/nth'],
      [{ effect: { kind: 'free-shipping' } }, '/nth'],
      [{ nth: { every: 1 } }, '/nth/every'],
      [{ nth: { every: 101 } }, '/nth/every'],
      [{ nth: { every: 2, most: 0 } }, '/nth/most'],
    ];
    for (const [wrong, pointer] of refused)
      await expectProblem(create(content({ ...half, ...wrong })), 400, 'invalid-request', pointer);
  });

  it('gives a code to one coupon at a time, in whatever spelling, until it ends', async () => {
    const { body: first } = await create(content({ code: 'Wel come-1O', state: 'live' })).expect(201);
    expect(first.code).toBe('Wel come-1O');
    await expectProblem(create(content({ code: 'WELC0ME10' })), 409, 'already-taken', '/code');
    const { body: other } = await create(content()).expect(201);
    await expectProblem(patch(other, { code: 'welcome10' }), 409, 'already-taken', '/code');
    await patch(first, { state: 'ended' }).expect(200);
    await patch(other, { code: 'welcome10' }).expect(200);
  });

  it('lets one of many that ask for a code at once have it', async () => {
    const code = newCode();
    const replies = await Promise.all(Array.from({ length: 8 }, () => create(content({ code }))));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it.each<[string, object, number, string]>([
    ['no percent', { effect: { kind: 'percent', percent: 0 } }, 400, '/effect/percent'],
    ['more than all of it', { effect: { kind: 'percent', percent: 100.01 } }, 400, '/effect/percent'],
    ['an amount in no currency', { effect: { kind: 'amount', amounts: [] } }, 400, '/effect/amounts'],
    [
      'two amounts of a currency',
      {
        atMost: [
          { amount: 1, currency: 'EUR' },
          { amount: 2, currency: 'EUR' },
        ],
      },
      400,
      '/atMost',
    ],
    ['an unknown kind', { effect: { kind: 'lottery' } }, 400, '/effect/kind'],
    [
      'an unknown fact',
      { on: { where: { fact: 'line.colour', op: 'is', value: 'x' } } },
      400,
      '/on/where/fact',
    ],
    [
      'an unknown fact of the goods to get',
      {
        effect: {
          kind: 'buy-get',
          buy: 1,
          get: 1,
          given: { where: { fact: 'line.colour', op: 'is', value: 'x' } },
        },
      },
      400,
      '/effect/given/where/fact',
    ],
    [
      'goods that are and are not meant',
      {
        on: {
          where: { fact: 'line.category', op: 'is', value: 'x' },
          except: { fact: 'line.category', op: 'is', value: 'y' },
        },
      },
      400,
      '/on/except',
    ],
    [
      'an end before the start',
      { startsAt: '2027-01-02T00:00:00Z', endsAt: '2027-01-01T00:00:00Z' },
      400,
      '/endsAt',
    ],
    ['hours that end when they begin', { hours: { from: '10:00', until: '10:00' } }, 400, '/hours/until'],
    ['hours that begin after the day', { hours: { from: '24:00', until: '02:00' } }, 400, '/hours/from'],
    ['a time that no day has', { hours: { from: '10:00', until: '24:01' } }, 400, '/hours/until'],
    ['an eighth weekday', { weekdays: [8] }, 400, '/weekdays/0'],
    ['a weekday twice', { weekdays: [1, 5, 1] }, 400, '/weekdays/2'],
    ['purchases that are imported', { channels: ['till', 'import'] }, 400, '/channels/1'],
    ['a way to buy twice', { channels: ['app', 'app'] }, 400, '/channels/1'],
    ['a maximum in no currency', { atMost: [{ amount: 500, currency: 'EUE' }] }, 400, '/atMost/0/currency'],
    [
      'an amount in no currency',
      {
        effect: {
          kind: 'amount',
          amounts: [
            { amount: 500, currency: 'EUR' },
            { amount: 500, currency: 'EUE' },
          ],
        },
      },
      400,
      '/effect/amounts/1/currency',
    ],
    ['an unknown location', { locations: [randomUUID()] }, 422, '/locations/0'],
    ['a limit of nothing', { limits: { total: 0 } }, 400, '/limits/total'],
    ['a code of two letters', { code: 'ab' }, 400, '/code'],
    ['a code with other signs', { code: 'ten%off' }, 400, '/code'],
  ])('refuses %s', async (_, more, status, pointer) => {
    const refused = await create(content(more));
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
  });

  it.each(['its terms', 'its audience'])(
    'keeps a product set while a coupon names it in %s',
    async (where) => {
      const { body: set } = await send(api, 'post', '/product-sets', {
        key,
        body: { name: { en: 'Beans' } },
      }).expect(201);
      const on = { where: { fact: 'line.product-sets', op: 'contains', value: set.id } };
      const lines = { lines: 'any', ...on };
      const audience = { purchases: 'count', days: 30, where: lines, op: 'at-least', value: 1 };
      const named = where === 'its terms' ? { on } : { audience };
      const { body: coupon } = await create(content({ ...named, state: 'live' })).expect(201);
      const { body: used } = await send(api, 'get', `/product-sets/${set.id}`, { key }).expect(200);
      expect(used.usedBy).toEqual([{ type: 'coupon', id: coupon.id, name: 'A fifth off' }]);
      const remove = () => send(api, 'delete', `/product-sets/${set.id}`, { key });
      await expectProblem(remove(), 409, 'product-set-in-use');
      await patch(coupon, { state: 'ended' }).expect(200);
      await remove().expect(204);
    },
  );
});
