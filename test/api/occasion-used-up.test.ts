import type { Opportunity, ReferralOffer, Task } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CelebrateJob } from '../../apps/api/src/features/custom-events/index.ts';
import { WatchBudgetsJob } from '../../apps/api/src/features/earning/watch-budgets.job.ts';
import { PayReferralsJob } from '../../apps/api/src/features/referrals/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { makeFriend, makeReferralRule, referralCodeOf } from '../support/makers/referrals.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let shop: string;
beforeAll(async () => {
  api = await startApp('2026-11-22T12:00:00Z');
  key = await makeKey(api);
  ({ code: shop } = await makeLocation(api));
});
beforeEach(() => api.clock.set('2026-11-22T12:00:00Z'));
afterAll(() => api.close());

const together = async (ids: readonly string[]): Promise<number> => {
  let points = 0;
  for (const id of ids)
    points += (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body.available;
  return points;
};

it('a budget of birthdays that is used up is told to members: from when it gives points again; and to managers', async () => {
  const { id: ruleId } = await makeRule(api, {
    name: 'Every year',
    effect: { kind: 'birthday', points: 100 },
    budget: { per: 'quarter', points: 150 },
  });
  const people: string[] = [];
  for (const birthday of ['1990-11-21', '1991-11-21', '1992-11-24'])
    people.push((await makeMember(api, { birthday })).id);
  const told = async (): Promise<object | undefined> => {
    const { body } = await send(api, 'get', `/members/${people[2]}/opportunities`, { key }).expect(200);
    return (body.data as Opportunity[]).find(({ rule }) => rule.id === ruleId);
  };
  expect(await told()).toMatchObject({ state: 'later', budgetUsedUp: null });
  // The day after its publication, so that its birthdays count.
  api.clock.set('2027-11-21T12:00:00Z');
  await api.app.get(CelebrateJob).run();
  expect(await together(people)).toBe(150);
  expect(await told()).toMatchObject({ state: 'used-up', budgetUsedUp: { renewsOn: '2028-01-01' } });
  await api.app.get(WatchBudgetsJob).run();
  const tasks = async (): Promise<string[]> => {
    const { body } = await send(api, 'get', '/tasks?kind=budget-used-up&limit=200', { key }).expect(200);
    return (body.data as Task[]).flatMap(({ rule }) => rule?.id ?? []);
  };
  await expect.poll(tasks, { timeout: 15_000, interval: 50 }).toContain(ruleId);
});

it('a budget of referrals that is used up is told to who brings friends', async () => {
  await makeReferralRule(
    api,
    { waitDays: 0, points: 20, friendPoints: 10, minimumSpend: 0 },
    { budget: { per: 'month', points: 30 } },
  );
  const anna = await makeSignedInMember(api);
  const offered = async () => {
    const { body } = await send(api, 'get', '/me/referral', { cookie: anna.cookie }).expect(200);
    return (body.offers as ReferralOffer[]).map(({ budgetUsedUp }) => budgetUsedUp);
  };
  expect(await offered()).toEqual([null]);
  const friend = await makeFriend(api, await referralCodeOf(api, { cookie: anna.cookie }));
  await new Till(api, key, shop).sell(friend.id, 100);
  await api.app.get(PayReferralsJob).run();
  expect(await together([anna.member.id, friend.id])).toBe(30);
  expect(await offered()).toEqual([{ renewsOn: '2026-12-01' }]);
});
