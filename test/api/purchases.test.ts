import type { Location } from '@regulars/contracts';
import { cardQrText } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import type { RuleRecord } from '../../apps/api/src/features/earning/index.ts';
import { allStatementsOfSale } from '../support/statements.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import {
  changeClub,
  countBooks,
  makeRule,
  makeTier,
  offer,
  Till,
  timesOn,
} from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let rule: RuleRecord;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1', name: 'Wien, Neubaugasse' });
  await makeTier(api, { code: 'bronze', threshold: 0 });
  await makeTier(api, { code: 'silver', threshold: 500 });
  rule = await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
});
afterAll(() => api.close());

const post = (body: object, idempotencyKey: string) =>
  api.http
    .post('/api/v1/purchases')
    .set('authorization', `Bearer ${key}`)
    .set('accept-language', 'en')
    .set('idempotency-key', idempotencyKey)
    .send(body);
const preview = (body: object) =>
  api.http.post('/api/v1/purchases?dryRun=true').set('authorization', `Bearer ${key}`).send(body);

const coffee = {
  sku: 'COFFEE-250',
  name: 'House blend 250 g',
  category: 'coffee',
  quantity: 2,
  unitPrice: 890,
  discount: 0,
  taxRate: 10,
};

describe('a purchase', () => {
  it('is answered with a receipt that explains every point, and can be repeated', async () => {
    const member = await makeMember(api);
    const body = offer(api, vienna.code, {
      receipt: { location: 'vienna-1', number: 'R-2026-000123', till: '2' },
      member: { id: member.id },
      lines: [coffee],
    });
    const reply = await post(body, 'first').expect(201);
    expect(reply.body).toEqual({
      id: expect.any(String),
      receipt: { location: 'vienna-1', number: 'R-2026-000123', till: '2' },
      member: { id: member.id, displayName: 'Anna K.' },
      total: { gross: 1780, net: 1618, currency: 'EUR' },
      points: {
        earned: 17,
        pending: 0,
        debtRepaid: 0,
        balance: { available: 17, pending: 0, held: 0, debt: 0 },
      },
      explanation: [
        {
          rule: { id: rule.id, version: 1, name: '1 point per euro' },
          title: '1 point per euro',
          points: 17,
          reason: '17.80 EUR × 1, rounded down',
          details: { kind: 'money', amount: 1780, currency: 'EUR', points: 1, per: 100 },
        },
      ],
      tier: { code: 'bronze', status: 17, next: { code: 'silver', missing: 483 } },
    });
    const again = await post(body, 'first').expect(201).expect('idempotent-replayed', 'true');
    expect(again.body).toEqual(reply.body);
  });

  it('of €47.30 at 1 point per €1 earns 47', async () => {
    const { points } = await till.sell((await makeMember(api)).id, 4730);
    expect(points?.earned).toBe(47);
  });

  it.each([
    [33, 0],
    [34, 1],
  ])('of three lines of €0.%i is rounded down once: %i', async (amount, earned) => {
    const { points } = await till.sell((await makeMember(api)).id, {
      lines: [{ amount }, { amount }, { amount }],
    });
    expect(points?.earned).toBe(earned);
  });

  it('rounds down per rule: coffee, and a book that counts twice', async () => {
    const books = await makeRule(api, { name: 'Books count twice', effect: timesOn('books', 2) });
    const { points, explanation } = await till.sell((await makeMember(api)).id, {
      lines: [
        { category: 'coffee', amount: 1550 },
        { category: 'books', amount: 75 },
      ],
    });
    expect(points?.earned).toBe(16);
    expect(explanation.map(({ rule: by, points: given }) => [by?.id, given])).toEqual([
      [rule.id, 16],
      [books.id, 0],
    ]);
  });

  it.each(['card', 'token', 'externalId'] as const)('finds its member by %s', async (by) => {
    const member = await makeMember(api, { externalId: `CRM-${by}` });
    const card = await api.app.get(Cards).activeOf(member.id);
    const reference = {
      card: card?.number,
      token: card && cardQrText(card.reference),
      externalId: `CRM-${by}`,
    }[by];
    const { member: found } = await till.sell(null, {
      member: { [by]: reference },
      lines: [{ amount: 100 }],
    });
    expect(found).toEqual({ id: member.id, displayName: 'Anna K.' });
  });

  it('without a member earns nothing and can be claimed later', async () => {
    const receipt = await till.sell(null, 1000);
    expect(receipt).toMatchObject({ member: null, points: null, explanation: [], tier: null });
  });

  it('takes missing fields from the catalogue, and earns nothing on gift cards', async () => {
    await makeProduct(api, { sku: 'GIFT-50', name: 'Gift card', category: 'gifts', kind: 'gift-card' });
    const { id, points } = await till.sell((await makeMember(api)).id, {
      lines: [
        { sku: 'GIFT-50', amount: 5000 },
        { sku: 'NOT-LISTED', name: 'Postcard', amount: 200 },
      ],
    });
    expect(points?.earned).toBe(2);
    const { body } = await api.http
      .get(`/api/v1/purchases/${id}`)
      .set('authorization', `Bearer ${key}`)
      .expect(200);
    expect(body.lines).toMatchObject([
      { sku: 'GIFT-50', name: 'Gift card', category: 'gifts', kind: 'gift-card', amount: 5000 },
      { sku: 'NOT-LISTED', name: 'Postcard', category: null, kind: 'goods' },
    ]);
  });

  it('earns nothing on what is paid with points', async () => {
    const { points } = await till.sell((await makeMember(api)).id, {
      lines: [{ amount: 2000 }],
      payments: [
        { kind: 'points', amount: 1500 },
        { kind: 'cash', amount: 500 },
      ],
    });
    expect(points?.earned).toBe(5);
  });

  it('in a currency without a rate earns 0 and explains why', async () => {
    const prague = await makeLocation(api, { currency: 'CZK' });
    const { points, explanation } = await new Till(api, key, prague.code).sell((await makeMember(api)).id, {
      currency: 'CZK',
      lines: [{ amount: 100_000 }],
    });
    expect(points?.earned).toBe(0);
    expect(explanation[0]?.reason).toBe('No points for purchases in CZK');
  });

  it('can give points that become available later', async () => {
    await changeClub(api, { points: { ...(await policy()), pendingDays: 14 } });
    const { points } = await till.sell((await makeMember(api)).id, 3000);
    expect(points).toMatchObject({ earned: 30, pending: 30, balance: { available: 0, pending: 30 } });
    await changeClub(api, { points: { ...(await policy()), pendingDays: 0 } });
  });

  it('appears in the member’s activity with its explanation', async () => {
    const member = await makeMember(api);
    const { cookie } = await makeStaff(api, [], { memberId: member.id });
    const { id } = await till.sell(member.id, 4730);
    const { body } = await api.http.get('/api/v1/me/activity').set('cookie', cookie).expect(200);
    expect(body.data).toMatchObject([
      {
        kind: 'earn',
        points: 47,
        location: 'Wien, Neubaugasse',
        purchase: { id, amount: 4730, currency: 'EUR' },
        explanation: [{ points: 47, reason: '47,30\u00a0€ × 1, abgerundet' }],
      },
    ]);
  });
});

it('a purchase needs two database calls plus its idempotency', async () => {
  const member = await makeMember(api);
  // News of a changed club may still arrive. Then the next sale loads it.
  await expect
    .poll(() => allStatementsOfSale(() => till.sell(member.id, 1000)))
    .toEqual(['purchase-context', 'purchase-record']);
});

describe('a preview', () => {
  it('gives the same receipt without an id, needs no key or receipt number, and writes nothing', async () => {
    const member = await makeMember(api);
    const before = await countBooks(api);
    const { body } = await preview({
      location: vienna.code,
      purchasedAt: new Date(api.clock.now()).toISOString(),
      member: { id: member.id },
      currency: 'EUR',
      lines: [coffee],
    }).expect(200);
    expect(body).toMatchObject({
      id: null,
      receipt: null,
      points: { earned: 17, balance: { available: 17 } },
    });
    expect(await countBooks(api)).toEqual(before);
    const { points } = await till.sell(member.id, { lines: [coffee] });
    expect(points).toEqual(body.points);
  });

  it('needs a location', async () => {
    const { receipt: _, ...body } = offer(api, vienna.code);
    const { body: problem } = await preview(body).expect(400);
    expect(problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/location' }] });
  });
});

const policy = async () => {
  const { body } = await api.http.get('/api/v1/club').expect(200);
  return body.points;
};
