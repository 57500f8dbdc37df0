import { randomUUID } from 'node:crypto';
import type { listAuditEntries, Location, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { perMoney, Till, timesOn, type OfferedPurchase } from '../support/makers/purchases.ts';

type AuditEntry = ReplyOf<typeof listAuditEntries>['data'][number];

let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
});
afterAll(() => api.close());

const bearer = () => ({ authorization: `Bearer ${key}` });
const base = { name: '1 point per euro', effect: perMoney(1, 100) };
const create = (body: object = base, headers: Record<string, string> = bearer()) =>
  api.http.post('/api/v1/earning-rules').set(headers).send(body);
const get = (path: string) => api.http.get(`/api/v1/earning-rules${path}`).set(bearer());
const change = (id: string, version: number, patch: object) =>
  api.http
    .patch(`/api/v1/earning-rules/${id}`)
    .set({ ...bearer(), 'if-match': `"${version}"` })
    .send(patch);
const publish = (id: string) => api.http.post(`/api/v1/earning-rules/${id}/publish`).set(bearer());
const pause = (id: string) => api.http.post(`/api/v1/earning-rules/${id}/pause`).set(bearer());
const earned = async (lines: OfferedPurchase['lines'] = [{ amount: 1000 }]) => {
  const receipt = await till.sell((await makeMember(api)).id, { lines });
  return receipt.points?.earned;
};
/** Creates a live rule for the duration of `use`, at any time of the clock, and removes it without a trace. */
const live = async (rule: object, use: (id: string) => Promise<void>) => {
  const { body } = await create(rule).expect(201);
  await publish(body.id).expect(200);
  await use(body.id);
  await pause(body.id).send({ at: '2000-01-01T00:00:00Z' }).expect(200);
};

describe('the life cycle of a rule', () => {
  it('goes from draft to live, edited, published and paused; only live versions post', async () => {
    const { body: draft } = await create().expect(201).expect('etag', '"1"');
    expect(draft).toMatchObject({
      ...base,
      version: 1,
      state: 'draft',
      liveVersion: null,
      caps: [],
      locations: [],
    });
    expect(await earned()).toBe(0);
    const { body: published } = await publish(draft.id).expect(200);
    expect(published).toMatchObject({ state: 'live', version: 1, liveVersion: 1 });
    expect(await earned()).toBe(10);
    const { body: edited } = await change(draft.id, 1, { effect: perMoney(3, 100) }).expect(200);
    expect(edited).toMatchObject({ state: 'live', version: 2, liveVersion: 1, name: base.name });
    expect(await earned()).toBe(10);
    await publish(draft.id).expect(200);
    expect(await earned()).toBe(30);
    const { body: paused } = await pause(draft.id).expect(200);
    expect(paused).toMatchObject({ state: 'paused', liveVersion: null });
    expect(await earned()).toBe(0);
    await publish(draft.id).expect(200);
    expect(await earned()).toBe(30);
    await pause(draft.id);
    const { body: versions } = await get(`/${draft.id}/versions`).expect(200);
    expect(versions.data).toMatchObject([
      { version: 2, effect: { rates: [{ points: 3 }] }, createdBy: 'test' },
      { version: 1, effect: { rates: [{ points: 1 }] } },
    ]);
  });

  it('publishes and pauses only once, with one event each', async () => {
    const { body: rule } = await create({ ...base, name: 'Twice' }).expect(201);
    await pause(rule.id).expect(200);
    await publish(rule.id).expect(200);
    await publish(rule.id).expect(200);
    await pause(rule.id).expect(200);
    await pause(rule.id).expect(200);
    const { body } = await api.http.get(`/api/v1/audit-entries?limit=200`).set(bearer()).expect(200);
    const entries = (body.data as AuditEntry[]).filter(({ subject }) => subject?.id === rule.id);
    expect(entries.map(({ action }) => action)).toEqual([
      'earning-rule.paused',
      'earning-rule.published',
      'earning-rule.created',
    ]);
  });

  it('refuses an edit of a version that someone else has edited since', async () => {
    const { body: rule } = await create().expect(201);
    await change(rule.id, 1, { name: 'First' }).expect(200);
    expect((await change(rule.id, 1, { name: 'Second' }).expect(412)).body.code).toBe('version-changed');
    const without = await api.http.patch(`/api/v1/earning-rules/${rule.id}`).set(bearer()).send({});
    expect([without.status, without.body.code]).toEqual([428, 'precondition-required']);
    expect((await get(`/${rule.id}`).expect(200)).body).toMatchObject({ name: 'First', version: 2 });
  });

  it('lists all rules, newest first, in pages', async () => {
    const names = ['Page one', 'Page two', 'Page three'];
    for (const name of names) await create({ ...base, name }).expect(201);
    const first = (await get('?limit=2').expect(200)).body;
    const second = (await get(`?limit=1&cursor=${first.cursor.next}`).expect(200)).body;
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(names.toReversed());
  });
});

describe('a rule', () => {
  it('gives points only while it is valid', async () => {
    const now = Date.parse('2026-11-22T10:00:00+01:00');
    const iso = (at: number) => new Date(at).toISOString();
    await live({ ...base, validFrom: iso(now + 1), validUntil: iso(now + 2) }, async () => {
      expect(await earned()).toBe(0);
      api.clock.set(iso(now + 1));
      expect(await earned()).toBe(10);
      api.clock.set(iso(now + 2));
      expect(await earned()).toBe(0);
      api.clock.set(iso(now));
    });
  });

  it('gives points only at its locations', async () => {
    const elsewhere = await makeLocation(api);
    await live({ ...base, locations: [elsewhere.id] }, async () => {
      expect(await earned()).toBe(0);
    });
    await live({ ...base, locations: [elsewhere.id, vienna.id] }, async () => {
      expect(await earned()).toBe(10);
    });
  });

  it('can multiply the points of matching lines', async () => {
    const where = {
      all: [
        {
          any: [
            { fact: 'line.category', op: 'is', value: 'books' },
            { fact: 'line.sku', op: 'is-one-of', value: ['A', 'B'] },
          ],
        },
        { not: { fact: 'line.brand', op: 'is', value: 'Acme' } },
      ],
    };
    await live(base, async () => {
      await live({ name: 'Triple', effect: { kind: 'multiplier', times: 3, where } }, async () => {
        const line = (parts: Partial<OfferedPurchase['lines'][number]>) =>
          earned([{ amount: 1000, ...parts }]);
        expect(await line({})).toBe(10);
        expect(await line({ category: 'books' })).toBe(30);
        expect(await line({ sku: 'B' })).toBe(30);
        expect(await line({ category: 'books', brand: 'Acme' })).toBe(10);
      });
    });
  });

  it('counts towards status only if it says so', async () => {
    await live({ ...base, countsTowardsStatus: false }, async () => {
      const { id } = await makeMember(api);
      await till.sell(id, 1000);
      const { body } = await api.http.get(`/api/v1/members/${id}/points`).set(bearer()).expect(200);
      expect(body).toMatchObject({ available: 10, status: 0 });
    });
  });

  it.each([
    ['purchase', [10, 10, 10, 10]],
    ['day', [10, 0, 10, 10]],
    ['week', [10, 0, 10, 0]],
    ['month', [10, 0, 0, 10]],
    ['member', [10, 0, 0, 0]],
  ])('gives at most ten points per %s', async (per, given) => {
    await live({ ...base, caps: [{ per, points: 10 }] }, async () => {
      api.clock.set('2026-11-29T22:30:00Z');
      const { id } = await makeMember(api);
      const points = [];
      for (const hours of [0, 0.1, 1, 24]) {
        api.clock.advance({ hours });
        points.push((await till.sell(id, 5000)).points?.earned);
      }
      expect(points).toEqual(given);
    });
  });
});

describe('an invalid rule is refused with pointers:', () => {
  const condition = (where: unknown) => ({ name: 'Books', effect: { kind: 'multiplier', times: 2, where } });
  const deep = (levels: number): object =>
    levels === 0 ? { fact: 'line.sku', op: 'is', value: 'A' } : { not: deep(levels - 1) };
  it.each([
    ['no name', { ...base, name: ' ' }, '/name'],
    ['a rate of nothing', { ...base, effect: perMoney(0, 100) }, '/effect/rates/0/points'],
    ['a rate per nothing', { ...base, effect: perMoney(1, 0) }, '/effect/rates/0/per'],
    ['no rate', { ...base, effect: { kind: 'points-per-money', rates: [] } }, '/effect/rates'],
    [
      'two rates of one currency',
      { ...base, effect: { kind: 'points-per-money', rates: [...perMoneyRates(), ...perMoneyRates()] } },
      '/effect/rates/1/currency',
    ],
    ['a multiplier below 1', { name: 'x', effect: timesOn('books', 0.5) }, '/effect/times'],
    ['a multiplier of a thousand', { name: 'x', effect: timesOn('books', 1000) }, '/effect/times'],
    ['a multiplier of minus one', { name: 'x', effect: timesOn('books', -1) }, '/effect/times'],
    ['a multiplier of 10⁹', { name: 'x', effect: timesOn('books', 1e9) }, '/effect/times'],
    ['an unknown effect', { ...base, effect: { kind: 'magic' } }, '/effect/kind'],
    ['an unknown fact', condition({ fact: 'line.colour', op: 'is', value: 'red' }), '/effect/where/fact'],
    ['an unknown operator', condition({ fact: 'line.sku', op: 'like', value: 'A%' }), '/effect/where/op'],
    ['a number for a text', condition({ fact: 'line.sku', op: 'is', value: 7 }), '/effect/where/value'],
    [
      'a wrong value deep inside',
      condition({ all: [deep(0), { not: { any: [{ fact: 'line.sku', op: 'is-one-of', value: [] }] } }] }),
      '/effect/where/all/1/not/any/0/value',
    ],
    [
      'an unknown kind of line',
      condition({ fact: 'line.kind', op: 'is', value: 'bribe' }),
      '/effect/where/value',
    ],
    ['an empty condition', condition({ all: [] }), '/effect/where/all'],
    ['no condition', condition(null), '/effect/where'],
    ['a condition of 13 levels', condition(deep(12)), `/effect/where${'/not'.repeat(12)}`],
    [
      'a condition with 10,000 values',
      condition({
        fact: 'line.sku',
        op: 'is-one-of',
        value: Array.from({ length: 10_000 }, (_, index) => `A${index}`),
      }),
      '/effect/where/value',
    ],
    [
      'a kind of line twice',
      { ...base, effect: { ...perMoney(1, 100), alsoKinds: ['gift-card', 'gift-card'] } },
      '/effect/alsoKinds/1',
    ],
    [
      'an end before the beginning',
      { ...base, validFrom: '2027-01-02T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' },
      '/validUntil',
    ],
    ['a limit of nothing', { ...base, caps: [{ per: 'day', points: 0 }] }, '/caps/0/points'],
    [
      'two limits of a kind',
      {
        ...base,
        caps: [
          { per: 'day', points: 5 },
          { per: 'day', points: 6 },
        ],
      },
      '/caps/1/per',
    ],
  ])('%s', async (_, body, pointer) => {
    const { body: problem } = await create(body).expect(400);
    expect(problem.code).toBe('invalid-request');
    expect(problem.errors).toContainEqual({ pointer, message: expect.any(String) });
  });

  it.each([
    ['of goods', condition(deep(199)), `/effect/where${'/not'.repeat(30)}`],
    ['of the sale', { ...base, when: deep(199) }, `/when${'/not'.repeat(31)}`],
  ])('a condition %s of 200 levels', async (_, body, pointer) => {
    const { body: problem } = await create(body).expect(400);
    expect(problem).toMatchObject({ code: 'malformed-request', errors: [{ pointer }] });
  });

  it('an unknown location, also in an edit, which leaves the rule unchanged', async () => {
    const locations = [vienna.id, randomUUID()];
    const { body: problem } = await create({ ...base, locations }).expect(422);
    expect(problem).toMatchObject({ code: 'unknown-location', errors: [{ pointer: '/locations/1' }] });
    const { body: rule } = await create().expect(201);
    await change(rule.id, 1, { locations }).expect(422);
    await change(rule.id, 1, { effect: condition({ all: [] }).effect }).expect(400);
    expect((await get(`/${rule.id}`)).body).toEqual(rule);
  });

  it('an unknown rule', async () => {
    const id = randomUUID();
    for (const request of [get(`/${id}`), get(`/${id}/versions`), publish(id), pause(id), change(id, 1, {})])
      expect((await request.expect(404)).body.code).toBe('not-found');
  });
});

it('only managers create rules; cashiers can read them, members cannot', async () => {
  const [manager, cashier] = [await makeStaff(api, ['manager']), await makeStaff(api, ['cashier'])];
  const member = await makeSignedInMember(api);
  const as = ({ cookie }: { cookie: string }) => ({ cookie, origin: api.url });
  const { body: rule } = await create(base, as(manager)).expect(201);
  await create(base, as(cashier)).expect(403);
  await create(base, as(member)).expect(403);
  await api.http.post(`/api/v1/earning-rules/${rule.id}/publish`).set(as(cashier)).expect(403);
  await api.http.get('/api/v1/earning-rules').set(as(cashier)).expect(200);
  await api.http.get('/api/v1/earning-rules').set(as(member)).expect(403);
});

function perMoneyRates(): object[] {
  return [{ currency: 'EUR', points: 1, per: 100 }];
}
