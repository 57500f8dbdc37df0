import { randomUUID } from 'node:crypto';
import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { countBooks, makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let key: string;
let memberId: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1' });
  await makeLocation(api, { code: 'closed', active: false });
  await makeTier(api);
  await makeRule(api);
  key = await makeKey(api);
  memberId = (await makeMember(api)).id;
});
afterAll(() => api.close());

type Headers = Record<string, string>;
const asKey = (secret = key): Headers => ({ authorization: `Bearer ${secret}` });
const asCookie = (cookie: string): Headers => ({ cookie, origin: api.url });

const post = (body: object, headers: Headers = asKey()) =>
  api.http.post('/api/v1/purchases').set('idempotency-key', randomUUID()).set(headers).send(body);

/** Posts and asserts that the refusal changed nothing. */
const refuse = async (body: object, headers?: Headers) => {
  const before = await countBooks(api);
  const reply = await post(body, headers);
  expect(await countBooks(api)).toEqual(before);
  expect(reply.headers['content-type']).toMatch(/application\/problem\+json/);
  return {
    status: reply.status,
    code: reply.body.code,
    pointer: reply.body.errors?.[0]?.pointer,
    body: reply.body,
  };
};
const sound = (changes: object = {}) => offer(api, vienna.code, { member: { id: memberId }, ...changes });
const withLine = (line: object) => ({ ...sound(), lines: [line] });

describe('a refused purchase changes nothing:', () => {
  it.each([
    ['a quantity of 0', { quantity: 0, unitPrice: 100 }, 'quantity'],
    ['a negative quantity', { quantity: -1, unitPrice: 100 }, 'quantity'],
    ['a quantity of 4 decimals', { quantity: 0.1234, unitPrice: 100 }, 'quantity'],
    ['NaN as a text', { quantity: 'NaN', unitPrice: 100 }, 'quantity'],
    ['a quantity as a text', { quantity: '2', unitPrice: 100 }, 'quantity'],
    ['more than 10⁹ cents', { amount: 1_000_000_001 }, 'amount'],
    ['a negative amount', { amount: -5 }, 'amount'],
    ['half a cent', { unitPrice: 99.5 }, 'unitPrice'],
    ['neither price nor amount', { name: 'Coffee' }, 'unitPrice'],
    ['a tax rate of 3 decimals', { amount: 100, taxRate: 10.125 }, 'taxRate'],
    ['an unknown kind', { amount: 100, kind: 'bribe' }, 'kind'],
    ['a price that no till can have summed', { quantity: 1e6, unitPrice: 1e9 }, 'unitPrice'],
    ['a discount above the price', { unitPrice: 100, discount: 101 }, 'discount'],
  ])('%s', async (_, line, field) => {
    expect(await refuse(withLine(line))).toMatchObject({
      status: 400,
      code: 'invalid-request',
      pointer: `/lines/0/${field}`,
    });
  });

  it('amounts that disagree', async () => {
    const refusal = await refuse(withLine({ quantity: 2, unitPrice: 890, amount: 1900 }));
    expect(refusal).toMatchObject({ status: 422, code: 'amount-mismatch', pointer: '/lines/0/amount' });
  });

  it('no lines, 1001 lines, or a page of them that is too large', async () => {
    const line = { amount: 1 };
    expect(await refuse(sound({ lines: [] }))).toMatchObject({ status: 400, pointer: '/lines' });
    expect(await refuse(sound({ lines: Array.from({ length: 1001 }, () => line) }))).toMatchObject({
      status: 400,
      pointer: '/lines',
    });
    const large = Array.from({ length: 1000 }, () => ({ ...line, name: 'x'.repeat(2000) }));
    expect(await refuse(sound({ lines: large }))).toMatchObject({ status: 413, code: 'too-large' });
  });

  it.each([
    ['without a receipt', { receipt: undefined }, 400, 'invalid-request', '/receipt'],
    ['at an unknown location', at('nowhere'), 422, 'unknown-location', '/receipt/location'],
    ['at a closed location', at('closed'), 422, 'unknown-location', '/receipt/location'],
    ['in another currency', { currency: 'CZK' }, 422, 'currency-mismatch', '/currency'],
    ['in no currency', { currency: 'euro' }, 400, 'invalid-request', '/currency'],
    [
      'six minutes ahead',
      { purchasedAt: '2026-11-22T10:06:00+01:00' },
      422,
      'purchase-in-future',
      '/purchasedAt',
    ],
    ['in the year 3000', { purchasedAt: '3000-01-01T00:00:00Z' }, 422, 'purchase-in-future', '/purchasedAt'],
    ['in the year 0', { purchasedAt: '0000-01-01T00:00:00Z' }, 400, 'invalid-request', '/purchasedAt'],
    [
      'at a time without offset',
      { purchasedAt: '2026-11-22T10:00:00' },
      400,
      'invalid-request',
      '/purchasedAt',
    ],
    ['by an unknown card', { member: { card: '4021000000000008' } }, 404, 'unknown-card', '/member/card'],
    ['by no card number', { member: { card: 'Anna' } }, 404, 'unknown-card', '/member/card'],
    ['by an e-mail as card', { member: { card: 'a@b.example' } }, 404, 'unknown-card', '/member/card'],
    [
      'by a foreign QR text',
      { member: { token: 'https://evil.example' } },
      404,
      'unknown-card',
      '/member/token',
    ],
    ['by an unknown id', { member: { id: randomUUID() } }, 404, 'not-found', '/member/id'],
    ['by an unknown external id', { member: { externalId: '?' } }, 404, 'not-found', '/member/externalId'],
    ['by two references', { member: { card: '1', externalId: '2' } }, 400, 'invalid-request', '/member'],
  ])('a purchase %s', async (_, changes, status, code, pointer) => {
    expect(await refuse(sound(changes))).toMatchObject({ status, code, pointer });
  });

  it('a blocked card, a replaced card, a blocked member', async () => {
    const cards = api.app.get(Cards);
    const numberOf = async (id: string) => (await cards.activeOf(id))?.number ?? '';
    const [blocked, replaced, banned] = [await makeMember(api), await makeMember(api), await makeMember(api)];
    const [first, second] = [await cards.activeOf(blocked.id), await cards.activeOf(replaced.id)];
    const third = await numberOf(banned.id);
    await cards.block(system, first?.id ?? '', 'lost');
    await cards.replace(system, second?.id ?? '', 'worn');
    await api.http
      .patch(`/api/v1/members/${banned.id}`)
      .set(asKey())
      .set('if-match', `"${banned.version}"`)
      .send({ status: 'blocked' })
      .expect(200);
    const by = (card: string | undefined) => refuse(sound({ member: { card } }));
    const pointer = '/member/card';
    expect(await by(first?.number)).toMatchObject({ status: 422, code: 'card-blocked', pointer });
    expect(await by(second?.number)).toMatchObject({ status: 422, code: 'card-replaced', pointer });
    expect(await by(third)).toMatchObject({ status: 422, code: 'member-not-active', pointer });
    expect(await refuse(sound({ member: { id: banned.id } }))).toMatchObject({
      code: 'member-not-active',
      pointer: '/member/id',
    });
  });

  it('a receipt that was counted before, with any key', async () => {
    const body = sound();
    const { id } = await new Till(api, key, vienna.code).sell(memberId, { receipt: body.receipt });
    const refusal = await refuse({ ...body, member: undefined, lines: [{ amount: 5 }] });
    expect(refusal).toMatchObject({ status: 409, code: 'receipt-already-counted' });
    expect(refusal.body.purchaseId).toBe(id);
    const elsewhere = await makeLocation(api);
    await post({ ...body, receipt: { ...body.receipt, location: elsewhere.code } }).expect(201);
  });

  it('a missing key, or a key with another body', async () => {
    const { body: problem } = await api.http.post('/api/v1/purchases').set(asKey()).send(sound()).expect(400);
    expect(problem.code).toBe('idempotency-key-required');
    const body = sound();
    await post(body, { ...asKey(), 'idempotency-key': 'once' }).expect(201);
    const refusal = await refuse({ ...body, currency: 'CZK' }, { ...asKey(), 'idempotency-key': 'once' });
    expect(refusal).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });
});

describe('the permission to post', () => {
  it('is refused to visitors, members and keys without the scope', async () => {
    const { cookie } = await makeSignedInMember(api);
    expect(await refuse(sound(), {})).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(await refuse(sound(), asCookie(cookie))).toMatchObject({ status: 403, code: 'not-allowed' });
    const reader = asKey(await makeKey(api, ['purchases:read']));
    expect(await refuse(sound(), reader)).toMatchObject({ status: 403, code: 'not-allowed' });
  });

  it('is limited for staff and keys to their locations', async () => {
    const elsewhere = await makeLocation(api);
    const cashier = await makeStaff(api, ['cashier'], { locationIds: [elsewhere.id] });
    const bound = asKey(await makeKey(api, ['*'], [elsewhere.id]));
    const refusal = { status: 403, code: 'not-allowed', pointer: '/receipt/location' };
    expect(await refuse(sound(), asCookie(cashier.cookie))).toMatchObject(refusal);
    expect(await refuse(sound(), bound)).toMatchObject(refusal);
    await post(offer(api, elsewhere.code), asCookie(cashier.cookie)).expect(201);
    await post(offer(api, elsewhere.code), bound).expect(201);
  });

  it('is refused to a cashier for their own card, with an audit entry', async () => {
    const { cookie, accountId, member } = await makeSignedInMember(api, { roles: ['cashier'] });
    const refusal = await refuse(sound({ member: { id: member.id } }), asCookie(cookie));
    expect(refusal).toMatchObject({ status: 403, code: 'self-earning-refused' });
    await post(sound(), asCookie(cookie)).expect(201);
    const { body } = await api.http
      .get('/api/v1/audit-entries?action=self-earning.refused')
      .set(asKey())
      .expect(200);
    expect(body.data).toMatchObject([{ actor: { id: accountId }, subject: { id: member.id } }]);
  });
});

function at(location: string): object {
  return { receipt: { location, number: 'R-1' } };
}
