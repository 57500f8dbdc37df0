import { randomUUID } from 'node:crypto';
import { claimPurchase, getMemberTier, recordPurchase, type Location } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, Till, type OfferedPurchase } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let vienna: Location;
let key: string;

const lastYear = '2026-12-30T11:00:00Z';
const thisYear = '2027-01-05T09:00:00Z';

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  await makeTier(api, { code: 'bronze' });
  await makeTier(api, { code: 'silver', threshold: 500 });
  await makeRule(api);
  key = await makeKey(api);
  const { body } = await api.http.get('/api/v1/club').expect(200);
  await changeClub(api, { points: { ...body.points, qualifyingPeriod: 'calendar-year' } });
});
beforeEach(() => {
  api.clock.set(thisYear);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const offered = (memberId: string | null, amount: number, purchasedAt: string): OfferedPurchase => ({
  receipt: { location: vienna.code, number: `R-${randomUUID()}` },
  ...(memberId === null ? {} : { member: { id: memberId } }),
  purchasedAt,
  currency: 'EUR',
  lines: [{ amount }],
});
const creditOf = async (memberId: string) =>
  rowsOf(
    api,
    `select extract(year from quarter)::int as year, sum(credit)::int as credit from status_credit
     where member_id = $1 group by 1 order by 1`,
    [memberId],
  );
const tierOf = async (id: string) => api.client({ apiKey: key }).call(getMemberTier, { params: { id } });

type Buyer = Awaited<ReturnType<typeof makeSignedInMember>>;
const post = (credential: object, body: OfferedPurchase) =>
  api.client(credential).call(recordPurchase, { body });

/** Every way in which a purchase can arrive. */
const doors: Record<string, (buyer: Buyer, amount: number) => Promise<unknown>> = {
  'an integration': ({ member }, amount) => post({ apiKey: key }, offered(member.id, amount, lastYear)),
  'the till': async ({ member }, amount) =>
    post({ cookie: (await makeStaff(api, ['cashier'])).cookie }, offered(member.id, amount, lastYear)),
  'a late upload': ({ member }, amount) =>
    api.app.get(BulkPurchases).recordMany([offered(member.id, amount, lastYear)], { origin: 'live' }),
  'an import': ({ member }, amount) =>
    api.app.get(BulkPurchases).recordMany([offered(member.id, amount, lastYear)], { origin: 'import' }),
  'a claim': async ({ cookie }, amount) => {
    const receipt = { location: vienna.code, number: `R-${randomUUID()}` };
    const parts = { receipt, purchasedAt: lastYear, lines: [{ amount }] };
    await new Till(api, key, vienna.code).sell(null, parts);
    const body = { location: vienna.code, number: receipt.number, date: '2026-12-30', total: amount };
    return api.client({ cookie }).call(claimPurchase, { body });
  },
};

describe.each(Object.entries(doors))('a purchase of last year that comes by %s', (_, arrive) => {
  it('counts in last year', async () => {
    const buyer = await makeSignedInMember(api);
    await arrive(buyer, 30_000);
    expect(await creditOf(buyer.member.id)).toEqual([{ year: 2026, credit: 300 }]);
    expect(await tierOf(buyer.member.id)).toMatchObject({ code: 'bronze', status: 0 });
    await post({ apiKey: key }, offered(buyer.member.id, 30_000, thisYear));
    expect(await tierOf(buyer.member.id)).toMatchObject({ code: 'bronze', status: 300 });
  });

  it('lifts the member if last year then earned the tier', async () => {
    const buyer = await makeSignedInMember(api);
    api.clock.set(lastYear);
    await post({ apiKey: key }, offered(buyer.member.id, 30_000, lastYear));
    api.clock.set(thisYear);
    await arrive(buyer, 20_000);
    expect(await tierOf(buyer.member.id)).toMatchObject({ code: 'silver', status: 0 });
  });
});

it('a much older purchase changes no tier', async () => {
  const { member } = await makeSignedInMember(api);
  await post({ apiKey: key }, offered(member.id, 90_000, '2025-11-30T11:00:00Z'));
  expect(await creditOf(member.id)).toEqual([{ year: 2025, credit: 900 }]);
  expect(await tierOf(member.id)).toMatchObject({ code: 'bronze', status: 0 });
});
