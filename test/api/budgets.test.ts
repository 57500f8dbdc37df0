import type { PurchaseReceipt, RuleContent } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EarningRulesService, RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { PurchasesService } from '../../apps/api/src/features/purchases/purchases.service.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
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
import { BrokenParticipant } from '../support/sale-participants/broken.ts';
import { registerParticipant } from '../support/sale-participants/registration.ts';

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
const withBudget = async (
  budget: Budget,
  effect = fixedPoints(10),
  more: Partial<Pick<RuleContent, 'caps' | 'when'>> = {},
): Promise<string> => {
  const { id } = await makeRule(api, { name: 'Autumn', effect, budget, ...more });
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

interface Part {
  readonly shard: number;
  readonly quota: number;
  readonly used: number;
  /** Changes with each write. */
  readonly written: string;
}
const partsOf = async (ruleId: string): Promise<Part[]> =>
  (
    await rowsOf<Record<keyof Part, string>>(
      api,
      'select shard, quota, used, xmin::text as written from budget_shards where budget_id = $1 order by shard',
      [ruleId],
    )
  ).map(({ shard, quota, used, written }) => ({
    shard: Number(shard),
    quota: Number(quota),
    used: Number(used),
    written,
  }));

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
      'smaller than one award for an event',
      {
        budget: { per: 'month', points: 4 },
        effect: { kind: 'custom-event', type: 'run', points: 5, perField: null },
      },
      '/budget/points',
    ],
  ])('%s is refused with a pointer', async (_, rule, pointer) => {
    const before = await countBooks(api);
    const body = { name: 'Tried', effect: fixedPoints(10), ...rule };
    await expectProblem(send(api, 'post', '/earning-rules', { key, body }), 400, 'invalid-request', pointer);
    expect(await countBooks(api)).toEqual(before);
  });
});

describe('the parts of a budget', () => {
  it('are shared out by the most that a purchase may take, with the limit per purchase', async () => {
    const caps: RuleContent['caps'] = [{ per: 'purchase', points: 2 }];
    const ruleId = await withBudget({ per: 'total', points: 320 }, perMoney(100, 100), { caps });
    const [id = ''] = await members(1);
    expect(givenBy(ruleId, await till.sell(id, 2000))).toBe(2);
    expect((await partsOf(ruleId)).map(({ quota }) => quota)).toEqual(Array.from({ length: 16 }, () => 20));
  });

  it('are not asked if the condition cannot hold now for any member', async () => {
    const monday = { fact: 'moment.weekday', op: 'is', value: 'monday' } as const;
    const ruleId = await withBudget({ per: 'total', points: 1000 }, fixedPoints(10), { when: monday });
    const [id = ''] = await members(1);
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(0);
    expect(await partsOf(ruleId)).toEqual([]);
    api.clock.set('2026-11-23T12:00:00Z');
    expect(givenBy(ruleId, await till.sell(id, 500))).toBe(10);
    expect(await usedOf(ruleId)).toBe(10);
  });

  it('are written only where something changes', async () => {
    const ruleId = await withBudget({ per: 'total', points: 100 });
    const [id = ''] = await members(1);
    await till.sell(id, 500);
    const before = await partsOf(ruleId);
    await till.sell(id, 500);
    const after = await partsOf(ruleId);
    expect(after[0]).toMatchObject({ quota: 100, used: 20 });
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  it('are shared out again if the budget changed while a sale waited for its part', async () => {
    const ruleId = await withBudget({ per: 'total', points: 1600 }, fixedPoints(1));
    const [id = ''] = await members(1);
    await till.sell(id, 500);
    const reserve = "select left_over from reserve_budget($1, 'total', '-infinity', $2, 1, true)";
    const quotas = 'select sum(quota)::int as quotas from budget_shards where budget_id = $1';
    const [one, other] = [0, 1].map(() => new pg.Client({ connectionString: api.databaseUrl }));
    if (!one || !other) throw new Error('Two connections are needed');
    await Promise.all([one.connect(), other.connect()]);
    try {
      const { rows: pids } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
      await Promise.all([one.query('begin'), other.query('begin')]);
      await one.query(reserve, [ruleId, 2400]);
      const waiting = other.query(reserve, [ruleId, 1600]);
      const waits = 'select wait_event_type as waits from pg_stat_activity where pid = $1';
      await expect.poll(() => rowsOf(api, waits, [pids[0]?.pid])).toEqual([{ waits: 'Lock' }]);
      await one.query('commit');
      await waiting;
      expect((await other.query<{ quotas: number }>(quotas, [ruleId])).rows).toEqual([{ quotas: 1600 }]);
    } finally {
      await Promise.all([one.end(), other.end()]);
    }
  });

  it('give no more than their quota, and only what was reserved', async () => {
    const ruleId = await withBudget({ per: 'total', points: 25 });
    const [id = ''] = await members(1);
    await till.sell(id, 500);
    const before = await partsOf(ruleId);
    const spend = (part: object) => {
      const spent = {
        budget_id: ruleId,
        per: 'total',
        period_from: '-infinity',
        shard: 0,
        points: 1,
        ...part,
      };
      return rowsOf(api, 'select spend_budgets($1)', [JSON.stringify([spent])]);
    };
    await expect(spend({ points: 16 })).rejects.toMatchObject({ code: '23514' });
    await expect(spend({ shard: 16 })).rejects.toThrow(/^Part 16 of budget .+ was not reserved$/);
    expect(await partsOf(ruleId)).toEqual(before);
  });

  it('are as before after a sale that fails when it has reserved', async () => {
    const ruleId = await withBudget({ per: 'total', points: 25 });
    const { cookie, member } = await makeSignedInMember(api, { roles: ['cashier'] });
    const own = offer(api, shop, { member: { id: member.id }, lines: [{ amount: 500 }] });
    const refused = send(api, 'post', '/purchases', { cookie, body: own }).set(
      'idempotency-key',
      'budget-own',
    );
    await expectProblem(refused, 403, 'self-earning-refused');
    expect(await partsOf(ruleId)).toEqual([]);

    const broken = new BrokenParticipant();
    await registerParticipant(api, broken, broken.failing);
    const [id = ''] = await members(1);
    const sell = () =>
      api.app
        .get(Transactions)
        .run(() =>
          api.app
            .get(PurchasesService)
            .record(system, { ...offer(api, shop, { member: { id } }), lines: [{ amount: 500 }] }),
        );
    for (const at of ['decides', 'writes'] as const) {
      broken.at = at;
      await expect(sell()).rejects.toThrow('broken');
      expect(await partsOf(ruleId)).toEqual([]);
    }
    broken.at = null;
    await sell();
    expect(await usedOf(ruleId)).toBe(10);
  });
});

describe('what is used of a budget', () => {
  it('is that of the live version, whatever the draft says', async () => {
    const ruleId = await withBudget({ per: 'total', points: 100 });
    const [id = ''] = await members(1);
    await till.sell(id, 500);
    const rules = api.app.get(EarningRulesService);
    await rules.change(system, ruleId, { budget: { per: 'month', points: 50 } }, 1);
    expect(await usedOf(ruleId)).toBe(10);
    await rules.change(system, ruleId, { budget: null }, 2);
    expect(await usedOf(ruleId)).toBe(10);
    await api.app.get(RulePublishing).publish(system, ruleId);
    expect(await usedOf(ruleId)).toBeNull();
  });

  it('changes by sales and not by staff, so the audit log leaves it out', async () => {
    const ruleId = await withBudget({ per: 'total', points: 100 });
    await api.app
      .get(EarningRulesService)
      .change(system, ruleId, { budget: { per: 'total', points: 200 } }, 1);
    await api.app.get(RulePublishing).publish(system, ruleId);
    const manager = await makeStaff(api, ['manager']);
    const { body } = await send(api, 'get', `/audit-entries?subject=${ruleId}`, manager).expect(200);
    const entries = (body as { data: { before: object | null; after: object }[] }).data;
    expect(entries.length).toBeGreaterThanOrEqual(4);
    for (const { before, after } of entries) {
      expect(after).toHaveProperty('budget');
      for (const told of [before ?? {}, after]) expect(told).not.toHaveProperty('budgetUsed');
    }
  });
});
