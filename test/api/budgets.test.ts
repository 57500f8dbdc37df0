import type { PurchaseReceipt, RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EarningRulesService, RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeMember } from '../support/makers/members.ts';
import {
  countBooks,
  fixedPoints,
  makeRule,
  offer,
  perMoney,
  type Till,
} from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let till: Till;
let key: string;
let shop: string;

// It is Sunday, 22 November 2026, 13:00 in Berlin.
beforeAll(async () => {
  const club = await openRuleClub();
  ({ api, till, key } = club);
  shop = club.shop.code;
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

let live: string[] = [];
beforeEach(async () => {
  for (const id of live) await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  live = [];
  api.clock.set('2026-11-22T12:00:00Z');
});

type Budget = NonNullable<RuleContent['budget']>;
const withBudget = async (budget: Budget, effect = fixedPoints(10)): Promise<string> => {
  const { id } = await makeRule(api, { name: 'Autumn', effect, budget });
  live.push(id);
  return id;
};
const members = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await makeMember(api)).id);
  return ids;
};
/** What the rule gave on the receipt. */
const givenBy = (ruleId: string, { explanation }: Pick<PurchaseReceipt, 'explanation'>): number =>
  explanation.reduce((sum, line) => (line.rule?.id === ruleId ? sum + line.points : sum), 0);
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const usedOf = async (ruleId: string): Promise<number | null> =>
  (await api.app.get(EarningRulesService).byId(ruleId)).budgetUsed;

describe('a budget under parallel sales', () => {
  it.each([
    ['small, so that one lock counts', 205, 40],
    ['large, so that tills do not wait for each other', 4000, 5],
  ])('gives exactly what it has: %s', async (_, points, factor) => {
    const ruleId = await withBudget({ per: 'total', points }, perMoney(factor, 100));
    const buyers = await members(32);
    // Each would get 10 × the factor; together more than there is, or less.
    const receipts = await Promise.all(buyers.map((id) => till.sell(id, 1000)));
    const given = receipts.map((receipt) => givenBy(ruleId, receipt));
    const due = 32 * 10 * factor;
    expect(sumOf(given)).toBe(Math.min(points, due));
    expect(await usedOf(ruleId)).toBe(Math.min(points, due));
    const rows = await rowsOf<{ sum: string }>(
      api,
      'select sum(points) from rule_grants where rule_id = $1',
      [ruleId],
    );
    expect(Number(rows[0]?.sum)).toBe(Math.min(points, due));
  });

  it('turns from parts to one lock near its end, and gives the last point', async () => {
    const ruleId = await withBudget({ per: 'total', points: 1600 }, perMoney(1, 100));
    const buyers = await members(20);
    const given: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const receipts = await Promise.all(buyers.map((id) => till.sell(id, 1900)));
      given.push(...receipts.map((receipt) => givenBy(ruleId, receipt)));
    }
    expect(sumOf(given)).toBe(1600);
    expect(await usedOf(ruleId)).toBe(1600);
  });
});

describe('a budget', () => {
  it('reduces the last award and says so, and members read that it is used up', async () => {
    const ruleId = await withBudget({ per: 'month', points: 15 });
    const [one = '', other = ''] = await members(2);
    expect(givenBy(ruleId, await till.sell(one, 500))).toBe(10);
    const last = await till.sell(other, 500);
    expect(last.explanation.find(({ rule }) => rule?.id === ruleId)).toMatchObject({
      points: 5,
      reason: expect.stringContaining('5 instead of 10 because of the limit of the rule'),
    });
    expect(givenBy(ruleId, await till.sell(one, 500))).toBe(0);
    const { body } = await send(api, 'get', `/members/${one}/opportunities`, { key }).expect(200);
    const told = (body as { data: { rule: { id: string }; state: string }[] }).data;
    expect(told.find(({ rule }) => rule.id === ruleId)?.state).toBe('used-up');
  });

  it('begins again at midnight in the time zone of the club', async () => {
    const ruleId = await withBudget({ per: 'month', points: 10 });
    const [id = ''] = await members(1);
    api.clock.set('2026-11-30T22:59:59Z');
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(10);
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(0);
    api.clock.set('2026-11-30T23:00:00Z');
    expect(await usedOf(ruleId)).toBe(0);
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(10);
  });

  it('gives nothing back when goods come back, and no return gives more than its purchase', async () => {
    const ruleId = await withBudget({ per: 'total', points: 100 }, perMoney(10, 100));
    const [id = ''] = await members(1);
    const sale = await till.sell(id, { lines: [{ quantity: 2, unitPrice: 600 }] });
    expect(givenBy(ruleId, sale)).toBe(100);
    const half = await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(half.points?.takenBack).toBe(6 + 40);
    const rest = await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(rest.points).toMatchObject({ takenBack: 66, balance: { available: 0 } });
    expect(givenBy(ruleId, await till.sell(id, 600))).toBe(0);
    expect(await usedOf(ruleId)).toBe(100);
  });

  it('is not touched by a preview and by a sale that is refused', async () => {
    const ruleId = await withBudget({ per: 'total', points: 25 });
    const [id = ''] = await members(1);
    const sold = offer(api, shop, { member: { id }, lines: [{ amount: 500 }] });
    await send(api, 'post', '/purchases?dryRun=true', { key, body: sold }).expect(200);
    expect(await usedOf(ruleId)).toBe(0);
    await send(api, 'post', '/purchases', { key, body: sold }).set('idempotency-key', 'budget-1').expect(201);
    await send(api, 'post', '/purchases', { key, body: sold }).set('idempotency-key', 'budget-2').expect(409);
    expect(await usedOf(ruleId)).toBe(10);
  });

  it('counts all purchases of a batch together', async () => {
    const ruleId = await withBudget({ per: 'total', points: 45 });
    const buyers = await members(6);
    const sales = buyers.map((id) => offer(api, shop, { member: { id }, lines: [{ amount: 50 }] }));
    const results = await api.app.get(BulkPurchases).recordMany(sales, { origin: 'live' });
    const earned = results.map((result) => ('recorded' in result ? result.recorded.earned : null));
    expect(earned).toEqual([10, 10, 10, 10, 5, 0]);
    expect(await usedOf(ruleId)).toBe(45);
  });

  it('that becomes larger or smaller counts what was given', async () => {
    const ruleId = await withBudget({ per: 'total', points: 10 });
    const [id = ''] = await members(1);
    const rules = api.app.get(EarningRulesService);
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(10);
    await rules.change(system, ruleId, { budget: { per: 'total', points: 17 } }, 1);
    await api.app.get(RulePublishing).publish(system, ruleId);
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(7);
    await rules.change(system, ruleId, { budget: { per: 'total', points: 12 } }, 2);
    await api.app.get(RulePublishing).publish(system, ruleId);
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(0);
    expect(await usedOf(ruleId)).toBe(17);
  });

  it.each([
    ['of nothing', { budget: { per: 'total', points: 0 } }, '/budget/points'],
    ['of an unknown period', { budget: { per: 'day', points: 5 } }, '/budget/per'],
    ['smaller than one award', { budget: { per: 'month', points: 9 } }, '/budget/points'],
    [
      'of a rule about events',
      {
        budget: { per: 'month', points: 9 },
        effect: { kind: 'custom-event', type: 'run', points: 5, perField: null },
      },
      '/budget',
    ],
  ])('%s is refused with a pointer', async (_, rule, pointer) => {
    const before = await countBooks(api);
    const body = { name: 'Tried', effect: fixedPoints(10), ...rule };
    await expectProblem(send(api, 'post', '/earning-rules', { key, body }), 400, 'invalid-request', pointer);
    expect(await countBooks(api)).toEqual(before);
  });
});
