import type { listLargeReturns, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { send, type Sender } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  await makeTier(api);
  await makeRule(api);
  await changeApprovals(api, { points: 100 });
});
afterAll(() => api.close());

const listed = async (sender: Sender, query = ''): Promise<ReplyOf<typeof listLargeReturns>> =>
  (await send(api, 'get', `/large-returns${query}`, { cookie: sender.cookie, key: sender.key }).expect(200))
    .body as ReplyOf<typeof listLargeReturns>;
const idsOf = ({ data }: ReplyOf<typeof listLargeReturns>): string[] =>
  data.map(({ purchaseId }) => purchaseId);
const giveBack = async (location: string, memberId: string | null, euros: number): Promise<string> => {
  const till = new Till(api, key, location);
  const { id } = await till.sell(memberId, euros * 100);
  await till.takeBack(id, [{ line: 0, quantity: 1 }]);
  return id;
};

it('a large return is made at once and listed: above the limit, of members, at the reader’s locations', async () => {
  const [vienna, graz] = [await makeLocation(api), await makeLocation(api)];
  const manager = await makeStaff(api, ['manager']);
  const member = await makeMember(api, { firstName: 'Clara', lastName: 'Vogel' });
  await giveBack(vienna.code, member.id, 100);
  await giveBack(vienna.code, null, 5000);
  const first = await giveBack(vienna.code, member.id, 101);
  const second = await giveBack(graz.code, member.id, 500);
  const { body } = await send(api, 'get', `/members/${member.id}/points`, { key }).expect(200);
  expect(body.available).toBe(0);

  const all = await listed(manager);
  expect([all.limit, idsOf(all)]).toEqual([100, [second, first]]);
  expect(all.data[1]).toMatchObject({
    locationName: vienna.name,
    member: { id: member.id, displayName: expect.stringContaining('Clara') },
    amount: 10_100,
    currency: 'EUR',
    takenBack: 101,
  });
  const page = await listed({ key }, '?limit=1');
  expect(idsOf(page)).toEqual([second]);
  expect(idsOf(await listed({ key }, `?limit=1&cursor=${page.cursor.next}`))).toEqual([first]);
  const bound = await makeStaff(api, ['manager'], { locationIds: [vienna.id] });
  expect(idsOf(await listed(bound))).toEqual([first]);

  await changeApprovals(api, { points: 400 });
  expect(idsOf(await listed(manager))).toEqual([second]);
  await changeApprovals(api, { points: null });
  expect(await listed(manager)).toEqual({ data: [], cursor: { next: null }, limit: null });
});
