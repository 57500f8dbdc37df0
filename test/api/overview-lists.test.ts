import type { Overview } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

// The club is in Vienna. Before 29 March it is an hour closer to UTC: some of the 90 days are in winter.
const noon = '2026-04-20T12:00:00+02:00';
const firstDay = '2026-01-21';
const midnight = '2026-01-20T23:00:00.000Z';

let api: TestApp;
let key: string;
let bound: SignedIn;
beforeAll(async () => {
  api = await startApp('2026-01-20T12:00:00+01:00');
  key = await makeKey(api);
  await makeRule(api);
  const [here, there] = [await makeLocation(api), await makeLocation(api)];
  const [till, other] = [new Till(api, key, here.code), new Till(api, key, there.code)];
  const sellTo = async (shop: Till): Promise<string> => {
    const { id } = await makeMember(api);
    await shop.sell(id, { lines: [{ name: 'Beans', quantity: 1, amount: 1000 }] });
    return id;
  };
  // The last moment of the day before, at both shops.
  api.clock.set('2026-01-20T22:59:59.999Z');
  const early = await sellTo(till);
  await sellTo(other);
  // The first moment of the first day.
  api.clock.set(midnight);
  await sellTo(till);
  await sellTo(other);
  const { id } = await makeMember(api);
  const sold = await till.sell(id, { lines: [{ name: 'Beans', quantity: 1, amount: 1000 }] });
  // Bought long ago here, and lately only there.
  api.clock.set(noon);
  await other.sell(early, 500);
  await till.takeBack(sold.id, [{ line: 0, quantity: 1 }]);
  const left = await sellTo(till);
  await makeMember(api);
  await till.sell(null, 700);
  await send(api, 'post', `/members/${left}/close`, { key, body: { reason: 'moved' } }).expect(200);
  bound = await makeStaff(api, ['manager'], { locationIds: [here.id] });
});
afterAll(() => api.close());

type Caller = SignedIn | { key: string };
const overview = async (as: Caller, days: number): Promise<Overview> =>
  (await send(api, 'get', `/overview?days=${days}`, as).expect(200)).body;
const total = async (as: Caller, path: string): Promise<number> =>
  (await send(api, 'get', `${path}&include=total&limit=1`, as).expect(200)).body.total;

describe('a figure of the overview counts the list that it opens', () => {
  it('members who bought in the last 90 days, from the first moment of the first day', async () => {
    const { activeMembers, activeFrom } = await overview({ key }, 30);
    expect([activeFrom, activeMembers.value]).toEqual([firstDay, 5]);
    expect(await total({ key }, `/members?boughtFrom=${midnight}`)).toBe(5);
    expect(await total({ key }, `/members?boughtFrom=2026-01-20T22:59:59.999Z`)).toBe(6);
    expect(await total({ key }, `/members?boughtUntil=${midnight}`)).toBe(2);
    expect(await total({ key }, `/members?boughtFrom=${midnight}&boughtUntil=${midnight}`)).toBe(0);
  });

  it('also for staff of one location: only who bought there counts', async () => {
    const { activeMembers } = await overview(bound, 30);
    expect(activeMembers.value).toBe(3);
    expect(await total(bound, `/members?boughtFrom=${midnight}`)).toBe(3);
  });

  it('new members, without those who have left', async () => {
    const { newMembers, from } = await overview({ key }, 90);
    expect([from, newMembers.value]).toEqual([firstDay, 4]);
    expect(await total({ key }, `/members?joinedFrom=${midnight}&status=current`)).toBe(4);
    expect(await total({ key }, `/members?joinedFrom=${midnight}&joinedUntil=${midnight}`)).toBe(0);
  });

  it('purchases, and those with a card', async () => {
    for (const as of [{ key }, bound]) {
      const { purchases } = await overview(as, 90);
      expect(await total(as, `/purchases?from=${midnight}`)).toBe(purchases.value);
    }
    expect(await total({ key }, `/purchases?from=${midnight}&anonymous=false`)).toBe(5);
  });

  it('and refuses moments after the year 9999', async () => {
    for (const name of ['boughtFrom', 'boughtUntil', 'joinedFrom', 'joinedUntil'])
      await expectProblem(
        send(api, 'get', `/members?${name}=9999-12-31T23:59:59-14:00`, { key }),
        400,
        'invalid-request',
        `/query/${name}`,
      );
  });
});
