import type { RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EarningRulesService, RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { WatchBudgetsJob } from '../../apps/api/src/features/earning/watch-budgets.job.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, type Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let till: Till;
let key: string;
let buyer: string;

// It is Sunday, 22 November 2026, 13:00 in Berlin.
beforeAll(async () => {
  ({ api, till, key } = await openRuleClub());
  buyer = (await makeMember(api)).id;
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

let live: string[] = [];
let manager: SignedIn;
beforeEach(async () => {
  for (const id of live) await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  live = [];
  api.clock.set('2026-11-22T12:00:00Z');
  manager = await makeStaff(api, ['manager']);
});

type Budget = NonNullable<RuleContent['budget']>;
const withBudget = async (budget: Budget, validUntil: string | null = null): Promise<string> => {
  const { id } = await makeRule(api, {
    name: { de: 'Herbst', en: 'Autumn' },
    effect: fixedPoints(10),
    budget,
    validUntil,
  });
  live.push(id);
  return id;
};
const sell = async (times: number): Promise<void> => {
  for (let sold = 0; sold < times; sold += 1) await till.sell(buyer, 50);
};
const look = () => api.app.get(WatchBudgetsJob).run();
const raise = async (ruleId: string, points: number, version: number): Promise<void> => {
  await api.app
    .get(EarningRulesService)
    .change(system, ruleId, { budget: { per: 'month', points } }, version);
  await api.app.get(RulePublishing).publish(system, ruleId);
};

interface Told {
  name: string;
  data: { ruleId: string; periodFrom: string | null; points: number; used: number };
}
const toldOf = async (ruleId: string): Promise<Told[]> =>
  rowsOf<{ name: string; data: Told['data'] }>(
    api,
    `select name, data from events where name like 'earning-rule.budget-%' and data->>'ruleId' = $1 order by number`,
    [ruleId],
  );
const namesOf = async (ruleId: string): Promise<string[]> => (await toldOf(ruleId)).map(({ name }) => name);
/** Events get their numbers a moment after the commit. */
const expectTold = (ruleId: string, names: readonly string[]) =>
  expect.poll(() => namesOf(ruleId)).toEqual(names);
const nearly = 'earning-rule.budget-nearly-used';
const usedUp = 'earning-rule.budget-used-up';

interface ShownTask {
  id: string;
  kind: string;
  rule: { id: string; name: Record<string, string> } | null;
}
const tasksOf = async (ruleId: string, as = manager): Promise<ShownTask[]> => {
  const { body } = await send(api, 'get', '/tasks?sort=newest&limit=200', as).expect(200);
  return (body as { data: ShownTask[] }).data.filter(({ rule }) => rule?.id === ruleId);
};
const ruleOf = async (ruleId: string) =>
  (await send(api, 'get', `/earning-rules/${ruleId}`, { key }).expect(200)).body;

describe('a budget that is nearly used up', () => {
  it('is told at 80 %, and once more when nothing is left', async () => {
    const ruleId = await withBudget({ per: 'month', points: 50 });
    await sell(3);
    await look();
    expect(await tasksOf(ruleId)).toEqual([]);
    await sell(1);
    await look();
    await look();
    await expectTold(ruleId, [nearly]);
    await sell(3);
    await look();
    await look();
    await expectTold(ruleId, [nearly, usedUp]);
    expect((await toldOf(ruleId))[1]?.data).toMatchObject({ periodFrom: '2026-11-01', points: 50, used: 50 });
    await expect
      .poll(async () => (await tasksOf(ruleId)).map(({ kind }) => kind).toSorted())
      .toEqual(['budget-nearly-used', 'budget-used-up']);
    expect((await tasksOf(ruleId))[0]?.rule).toEqual({ id: ruleId, name: { de: 'Herbst', en: 'Autumn' } });
  });

  it('is told once, also if many processes look while tills sell', async () => {
    const ruleId = await withBudget({ per: 'total', points: 100 });
    await sell(7);
    const buyers = await Promise.all(Array.from({ length: 6 }, () => makeMember(api)));
    await Promise.all([look(), ...buyers.map(({ id }) => till.sell(id, 50)), look(), look()]);
    await Promise.all([look(), look(), look()]);
    await expect.poll(async () => (await namesOf(ruleId)).at(-1)).toBe(usedUp);
    const names = await namesOf(ruleId);
    expect(names).toEqual([...new Set(names)]);
  });

  it('is told again in the next period, and for another amount', async () => {
    const ruleId = await withBudget({ per: 'month', points: 20 });
    await sell(2);
    await look();
    await expectTold(ruleId, [usedUp]);
    await raise(ruleId, 40, 1);
    await look();
    await sell(2);
    await look();
    await expectTold(ruleId, [usedUp, usedUp]);
    api.clock.set('2026-11-30T23:00:00Z');
    await look();
    await sell(4);
    await look();
    await expectTold(ruleId, [usedUp, usedUp, usedUp]);
    expect((await toldOf(ruleId))[2]?.data.periodFrom).toBe('2026-12-01');
  });
});

describe('a task about a budget', () => {
  it('is for managers only', async () => {
    const ruleId = await withBudget({ per: 'total', points: 10 });
    await sell(1);
    await look();
    await expect.poll(() => tasksOf(ruleId)).toHaveLength(1);
    const [task] = await tasksOf(ruleId);
    const cashier = await makeStaff(api, ['cashier']);
    expect(await tasksOf(ruleId, cashier)).toEqual([]);
    const path = `/tasks/${task?.id ?? ''}/done`;
    await expectProblem(send(api, 'post', path, { ...cashier, body: { note: 'Seen' } }), 404, 'not-found');
    const done = await send(api, 'post', path, { ...manager, body: { note: 'We raise it.' } }).expect(200);
    expect(done.body).toMatchObject({ state: 'done', member: null, note: 'We raise it.' });
  });
});

describe('the outlook of a budget', () => {
  it('is the pace of the last days, until the period ends', async () => {
    const ruleId = await withBudget({ per: 'month', points: 400 });
    await look();
    const first = await ruleOf(ruleId);
    expect(first.budgetOutlook).toEqual({ renewsOn: '2026-12-01', perDay: null, usedUpOn: null });
    await sell(10);
    api.clock.set('2026-11-24T12:00:00Z');
    expect((await ruleOf(ruleId)).budgetOutlook).toMatchObject({ perDay: 50, usedUpOn: '2026-11-30' });
    api.clock.set('2026-11-26T12:00:00Z');
    expect((await ruleOf(ruleId)).budgetOutlook).toMatchObject({ perDay: 25, usedUpOn: null });
  });

  it('looks back seven days', async () => {
    const ruleId = await withBudget({ per: 'total', points: 1000 });
    await look();
    await sell(4);
    for (const day of ['23', '30']) {
      api.clock.set(`2026-11-${day}T12:00:00Z`);
      await look();
    }
    expect(await ruleOf(ruleId)).toMatchObject({
      budgetUsed: 40,
      budgetOutlook: { renewsOn: null, perDay: 0, usedUpOn: null },
    });
  });

  it('promises nothing after the end of the rule', async () => {
    const ruleId = await withBudget({ per: 'month', points: 10 }, '2026-11-30T23:00:00Z');
    await sell(1);
    expect((await ruleOf(ruleId)).budgetOutlook).toMatchObject({ renewsOn: null });
    const { body } = await send(api, 'get', `/members/${buyer}/opportunities`, { key }).expect(200);
    const told = (body as { data: { rule: { id: string } }[] }).data.find(({ rule }) => rule.id === ruleId);
    expect(told).toMatchObject({ state: 'used-up', budgetUsedUp: { renewsOn: null } });
  });

  it('tells members from when a rule that gave everything gives points again', async () => {
    const ruleId = await withBudget({ per: 'quarter', points: 10 });
    await sell(1);
    const { body } = await send(api, 'get', `/members/${buyer}/opportunities`, { key }).expect(200);
    const told = (body as { data: { rule: { id: string } }[] }).data.find(({ rule }) => rule.id === ruleId);
    expect(told).toMatchObject({ state: 'used-up', budgetUsedUp: { renewsOn: '2027-01-01' } });
  });
});
