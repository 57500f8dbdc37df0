import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { factsUpToDate } from '../support/facts.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let berlin: Location;
let key: string;
let anna: SignedInMember;
const sold: string[] = [];

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1', name: 'Wien' });
  berlin = await makeLocation(api, { code: 'berlin-1', name: 'Berlin' });
  await makeRule(api);
  key = await makeKey(api);
  anna = await makeSignedInMember(api);
  const buyers = [anna.member.id, null, anna.member.id, null, anna.member.id];
  for (const [index, buyer] of buyers.entries()) {
    const place = index < 3 ? vienna : berlin;
    const { id } = await new Till(api, key, place.code).sell(buyer, {
      receipt: { location: place.code, number: `R-${index}` },
      lines: [{ amount: 100 * (index + 1) }],
    });
    sold.push(id);
    api.clock.advance({ hours: 1 });
  }
});
afterAll(() => api.close());

const list = async (query: string, secret = key) => {
  const { body } = await api.http
    .get(`/api/v1/purchases?${query}`)
    .set('authorization', `Bearer ${secret}`)
    .expect(200);
  return body;
};
const positions = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => sold.indexOf(id));

it('the list shows purchases newest first, in pages', async () => {
  const first = await list('limit=2&include=total');
  expect([positions(first), first.total]).toEqual([[4, 3], 5]);
  const second = await list(`limit=2&cursor=${first.cursor.next}`);
  const third = await list(`limit=2&cursor=${second.cursor.next}`);
  expect([positions(second), positions(third), third.cursor.next]).toEqual([[2, 1], [0], null]);
  expect(first.data[0]).toEqual({
    id: sold[4],
    receipt: { location: 'berlin-1', number: 'R-4' },
    locationName: 'Berlin',
    purchasedAt: '2026-11-22T13:00:00.000Z',
    member: { id: anna.member.id, displayName: 'Anna K.' },
    total: { gross: 500, net: 500, currency: 'EUR' },
    earned: 5,
    returned: 0,
    reasons: [{ name: '1 point per euro', points: 5 }],
  });
});

it.each([
  ['a member', () => `member=${anna.member.id}`, [4, 2, 0]],
  ['a member at a location', () => `member=${anna.member.id}&location=vienna-1`, [2, 0]],
  ['a location', () => 'location=berlin-1', [4, 3]],
  ['an unknown location', () => 'location=nowhere', []],
  ['a receipt', () => 'receipt=R-3', [3]],
  ['a receipt of another member', () => `receipt=R-3&member=${anna.member.id}`, []],
  ['no member', () => 'anonymous=true', [3, 1]],
  ['some member', () => 'anonymous=false', [4, 2, 0]],
  ['a time', () => 'from=2026-11-22T10:00:00Z&to=2026-11-22T12:00:00Z', [2, 1]],
])('the list finds purchases of %s', async (_, query, found) => {
  const body = await list(`${query()}&include=total`);
  expect([positions(body), body.total]).toEqual([found, found.length]);
});

it.each(['cursor=forged', `cursor=${btoa('["x","y"]')}`, 'limit=1000000', 'member=anna', 'from=yesterday'])(
  'the list refuses %s',
  async (query) => {
    const { body } = await api.http
      .get(`/api/v1/purchases?${query}`)
      .set('authorization', `Bearer ${key}`)
      .expect(400);
    expect(body.code).toBe('invalid-request');
  },
);

it('a key of one location sees only its purchases', async () => {
  const bound = await makeKey(api, ['purchases:read'], [berlin.id]);
  expect(positions(await list('limit=200', bound))).toEqual([4, 3]);
  const get = (id: string | undefined) =>
    api.http.get(`/api/v1/purchases/${id ?? ''}`).set('authorization', `Bearer ${bound}`);
  await get(sold[4]).expect(200);
  await get(sold[0]).expect(404);
});

it('a member sees only their own purchases', async () => {
  const stranger = await makeSignedInMember(api);
  const get = (cookie: string, id: string | undefined) =>
    api.http.get(`/api/v1/purchases/${id ?? ''}`).set('cookie', cookie);
  const { body } = await get(anna.cookie, sold[0]).expect(200);
  expect(body).toMatchObject({ id: sold[0], earned: 1, lines: [{ line: 0, amount: 100 }] });
  for (const [cookie, id] of [
    [stranger.cookie, sold[0]],
    [anna.cookie, sold[1]],
    [anna.cookie, 'R-0'],
  ] as const)
    expect((await get(cookie, id).expect(404)).body.code).toBe('not-found');
  await api.http.get('/api/v1/purchases').set('cookie', anna.cookie).expect(403);
});

it('the member list shows the last purchase', async () => {
  await factsUpToDate(api);
  const { body } = await api.http
    .get('/api/v1/members?sort=last-purchase&limit=1')
    .set('authorization', `Bearer ${key}`)
    .expect(200);
  expect(body.data).toMatchObject([{ id: anna.member.id, lastPurchaseAt: '2026-11-22T13:00:00.000Z' }]);
});
