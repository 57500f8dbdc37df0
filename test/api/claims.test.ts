import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { countBooks, makeRule, makeTier, offer, perMoney, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1', name: 'Wien' });
  await makeTier(api, { code: 'bronze' });
  await makeTier(api, { code: 'silver', threshold: 50 });
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
});
afterAll(() => api.close());

const claim = ({ cookie }: SignedInMember, body: object, idempotencyKey: string = randomUUID()) =>
  api.http
    .post('/api/v1/purchases/claims')
    .set({ cookie, origin: api.url, 'idempotency-key': idempotencyKey })
    .send(body);
const detailsOf = (number: string, changes: object = {}) => ({
  location: 'vienna-1',
  number,
  date: '2026-11-22',
  total: 4730,
  ...changes,
});
const sellTo = async (memberId: string | null, number: string, changes: object = {}) =>
  till.sell(memberId, {
    ...offer(api, vienna.code, { receipt: { location: 'vienna-1', number } }),
    ...changes,
  });

describe('a member without the card', () => {
  it('claims the purchase of a receipt, and gets points, tier and explanation', async () => {
    const member = await makeSignedInMember(api);
    const { id } = await sellTo(null, 'R-1', { lines: [{ amount: 6000 }] });
    const { body } = await claim(member, detailsOf('R-1', { total: 6000 }), 'my-claim').expect(201);
    expect(body).toMatchObject({
      id,
      receipt: { location: 'vienna-1', number: 'R-1' },
      member: { id: member.member.id },
      total: { gross: 6000 },
      points: { earned: 60, balance: { available: 60 } },
      explanation: [{ points: 60, reason: '60,00\u00a0€ × 1, abgerundet' }],
      tier: { code: 'silver', status: 60 },
    });
    const again = await claim(member, detailsOf('R-1', { total: 6000 }), 'my-claim').expect(201);
    expect(again.body).toEqual(body);
    const own = await api.http.get(`/api/v1/purchases/${id}`).set('cookie', member.cookie).expect(200);
    expect(own.body).toMatchObject({ earned: 60, claimedAt: expect.any(String) });
    const { body: activity } = await api.http
      .get('/api/v1/me/activity')
      .set('cookie', member.cookie)
      .expect(200);
    expect(activity.data).toMatchObject([{ kind: 'claim', points: 60, location: 'Wien' }]);
  });

  it('earns by the rules of the purchase date for the goods that were kept, and later returns still work', async () => {
    const rules = api.app.get(RulePublishing);
    const member = await makeSignedInMember(api);
    const { id } = await sellTo(null, 'R-2', { lines: [{ quantity: 10, unitPrice: 1000 }] });
    const happy = await makeRule(api, { name: 'Too late', effect: perMoney(9, 100) });
    await till.takeBack(id, [{ line: 0, quantity: 4 }]);
    const { body } = await claim(member, detailsOf('R-2', { total: 10_000 })).expect(201);
    expect(body.points).toMatchObject({ earned: 60, balance: { available: 60 } });
    expect(body.explanation).toMatchObject([{ points: 100 }, { points: -40 }]);
    const back = await till.takeBack(id, [{ line: 0, quantity: 6 }]);
    expect(back.points).toMatchObject({ takenBack: 60, balance: { available: 0, debt: 0 } });
    await rules.pause(system, happy.id);
  });

  it('has ten attempts a day', async () => {
    const member = await makeSignedInMember(api);
    for (let attempt = 0; attempt < 10; attempt += 1) await claim(member, detailsOf('guess')).expect(422);
    await sellTo(null, 'R-3');
    const refused = await claim(member, detailsOf('R-3')).expect(429);
    expect(refused.body.code).toBe('too-many-requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('a wrong claim is refused with the same message, and changes nothing:', () => {
  const refuse = async (member: SignedInMember, body: object) => {
    const before = await countBooks(api);
    const reply = await claim(member, body);
    expect(await countBooks(api)).toEqual(before);
    return { status: reply.status, body: reply.body };
  };
  const refused = {
    status: 422,
    body: {
      type: 'urn:regulars:problem:claim-refused',
      title: 'No purchase with these details can be claimed',
      status: 422,
      instance: '/api/v1/purchases/claims',
      code: 'claim-refused',
      requestId: expect.any(String),
    },
  };

  it('a wrong number, location, date or total', async () => {
    const member = await makeSignedInMember(api);
    await sellTo(null, 'R-4');
    for (const change of [
      { number: 'R-5' },
      { location: 'berlin-1' },
      { date: '2026-11-21' },
      { total: 4731 },
    ])
      expect(await refuse(member, detailsOf('R-4', change))).toEqual(refused);
    await claim(member, detailsOf('R-4')).expect(201);
  });

  it('the UTC date where the local date of the club differs', async () => {
    const member = await makeSignedInMember(api);
    await sellTo(null, 'R-6', { purchasedAt: '2026-11-21T23:30:00Z' });
    expect(await refuse(member, detailsOf('R-6', { date: '2026-11-21' }))).toEqual(refused);
    await claim(member, detailsOf('R-6')).expect(201);
  });

  it('a purchase that already belongs to a member, also by an earlier claim', async () => {
    const [first, second] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    await sellTo(first.member.id, 'R-7');
    expect(await refuse(second, detailsOf('R-7'))).toEqual(refused);
    await sellTo(null, 'R-8');
    await claim(first, detailsOf('R-8')).expect(201);
    expect(await refuse(second, detailsOf('R-8'))).toEqual(refused);
    expect(await refuse(first, detailsOf('R-8'))).toEqual(refused);
  });

  it('a purchase that the claimant posted as a cashier', async () => {
    const cashier = await makeSignedInMember(api, { roles: ['cashier'] });
    await api.http
      .post('/api/v1/purchases')
      .set({ cookie: cashier.cookie, origin: api.url, 'idempotency-key': randomUUID() })
      .send(offer(api, vienna.code, { receipt: { location: 'vienna-1', number: 'R-9' } }))
      .expect(201);
    expect(await refuse(cashier, detailsOf('R-9'))).toEqual(refused);
  });

  it('a purchase from more than 30 days ago', async () => {
    await sellTo(null, 'R-10');
    await sellTo(null, 'R-11');
    api.clock.advance({ days: 30 });
    await claim(await makeSignedInMember(api), detailsOf('R-10')).expect(201);
    api.clock.advance({ days: 1 });
    expect(await refuse(await makeSignedInMember(api), detailsOf('R-11'))).toEqual(refused);
    api.clock.advance({ days: -31 });
  });
});

it('of 10 parallel claims of one purchase, one succeeds', async () => {
  await sellTo(null, 'R-12');
  const members = await Promise.all(Array.from({ length: 10 }, () => makeSignedInMember(api)));
  const replies = await Promise.all(members.map((member) => claim(member, detailsOf('R-12'))));
  expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 422)]);
});

it('a claim that meets a return counts the returned lines, even if their sum is zero', async () => {
  const member = await makeSignedInMember(api);
  const lines = [{ amount: 4000 }, { amount: 500 }, { kind: 'deposit' as const, amount: -500 }];
  const { id } = await sellTo(null, 'R-13', { lines });
  const details = detailsOf('R-13', { total: 4000 });
  const outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
  try {
    // The claim has read the purchase and waits for the wallet while the goods and their deposit are returned.
    await outside.query('begin');
    await outside.query('select from wallets where member_id = $1 for update', [member.member.id]);
    const claimed = claim(member, details).then(({ status, body }) => ({ status, body }));
    const waiting = 'select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))';
    await expect.poll(async () => (await outside.query(waiting)).rowCount, { interval: 10 }).toBe(1);
    expect(
      (
        await till.takeBack(
          id,
          [1, 2].map((line) => ({ line, quantity: 1 })),
        )
      ).amount,
    ).toBe(0);
    await outside.query('rollback');
    expect(await claimed).toMatchObject({ status: 422, body: { code: 'claim-refused' } });
  } finally {
    await outside.end();
  }
  const { body } = await claim(member, details).expect(201);
  expect(body).toMatchObject({ id, points: { earned: 40, balance: { available: 40 } } });
});
