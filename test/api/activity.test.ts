import { listOwnActivity, type ActivityItem } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let till: Till;
let key: string;
let shop: string;
beforeAll(async () => {
  api = await startApp();
  shop = (await makeLocation(api)).code;
  await makeTier(api, { code: 'bronze' });
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, shop);
});
afterAll(() => api.close());

const daysAgo = (days: number): string => new Date(api.clock.now() - days * 86_400_000).toISOString();
const sell = (memberId: string, amount: number, purchasedAt?: string) =>
  till.sell(
    memberId,
    offer(api, shop, {
      member: { id: memberId },
      lines: [{ amount }],
      ...(purchasedAt === undefined ? {} : { purchasedAt }),
    }),
  );
const activityOf = async ({ cookie }: SignedInMember, limit = 50): Promise<ActivityItem[]> => {
  const client = api.client({ cookie });
  const all: ActivityItem[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { data: ActivityItem[]; cursor: { next: string | null } } = await client.call(
      listOwnActivity,
      {
        query: { limit, ...(cursor === '' ? {} : { cursor }) },
      },
    );
    all.push(...page.data);
    cursor = page.cursor.next;
  }
  return all;
};

describe('the activity of a member', () => {
  it('is in the order of the purchases, with the time of booking beside it', async () => {
    const me = await makeSignedInMember(api);
    const yesterday = daysAgo(1);
    const lastWeek = daysAgo(7);
    await sell(me.member.id, 1000);
    await sell(me.member.id, 3000, lastWeek);
    await sell(me.member.id, 2000, yesterday);
    const now = new Date(api.clock.now()).toISOString();
    expect((await activityOf(me)).map(({ points, at, bookedAt }) => [points, at, bookedAt])).toEqual([
      [10, now, now],
      [20, yesterday, now],
      [30, lastWeek, now],
    ]);
  });

  it('comes once each in pages, also when an older purchase is sent between two pages', async () => {
    const me = await makeSignedInMember(api);
    for (const days of [1, 5, 3, 2, 4]) await sell(me.member.id, days * 100, daysAgo(days));
    // Two of the same moment.
    await sell(me.member.id, 300, daysAgo(3));
    expect((await activityOf(me, 1)).map(({ points }) => points)).toEqual([1, 2, 3, 3, 4, 5]);
    const client = api.client({ cookie: me.cookie });
    const first = await client.call(listOwnActivity, { query: { limit: 2 } });
    await sell(me.member.id, 900, daysAgo(1.5));
    const rest = await client.call(listOwnActivity, { query: { cursor: first.cursor.next ?? '' } });
    expect([...first.data, ...rest.data].map(({ points }) => points)).toEqual([1, 2, 3, 3, 4, 5]);
  });

  it('has a return at the time of the return', async () => {
    const me = await makeSignedInMember(api);
    const purchase = await sell(me.member.id, 1000, daysAgo(3));
    const returnedAt = daysAgo(2);
    await sell(me.member.id, 2000, daysAgo(1));
    await api.http
      .post(`/api/v1/purchases/${purchase.id}/returns`)
      .set({ authorization: `Bearer ${key}`, 'idempotency-key': 'back' })
      .send({ lines: [{ line: 0, quantity: 1 }], returnedAt })
      .expect(201);
    expect((await activityOf(me)).map(({ kind, points, at }) => [kind, points, at])).toEqual([
      ['earn', 20, daysAgo(1)],
      ['return', -10, returnedAt],
      ['earn', 10, daysAgo(3)],
    ]);
  });
});
