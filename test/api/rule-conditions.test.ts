import { randomUUID } from 'node:crypto';
import type { Condition } from '@regulars/conditions';
import {
  claimPurchase,
  createEarningRule,
  getPurchase,
  recordPurchase,
  simulateEarningRule,
  type Location,
  type PurchaseReceipt,
  type RuleContent,
} from '@regulars/contracts';
import { ApiProblem } from '@regulars/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { MemberTags } from '../../apps/api/src/features/members/index.ts';
import { BulkPurchases, UndonePurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { evaluationOf, openRuleClub } from '../support/conditions/rule-club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import {
  fixedPoints,
  makeRule,
  offer,
  timesOn,
  type OfferedPurchase,
  type Till,
} from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';
import { ownStatementsOf } from '../support/statements.ts';

let api: TestApp;
let shop: Location;
let key: string;
let till: Till;

beforeAll(async () => {
  ({ api, key, shop, till } = await openRuleClub());
});
afterAll(() => api.close());

const newMember = async (member: Parameters<typeof makeMember>[1] = {}): Promise<string> =>
  (await makeMember(api, member)).id;
/** A live rule that gives points while `work` runs; other rules do not matter. */
const whenRule = async (
  when: Condition,
  work: (ruleId: string) => Promise<void>,
  effect: RuleContent['effect'] = fixedPoints(5),
): Promise<void> => {
  const { id } = await makeRule(api, { name: 'Conditional', effect, when });
  try {
    await work(id);
  } finally {
    await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  }
};
const givenBy = (ruleId: string, { explanation }: Pick<PurchaseReceipt, 'explanation'>): number =>
  explanation.find(({ rule }) => rule?.id === ruleId)?.points ?? 0;
const sellAt = (memberId: string | null, purchasedAt: string, more: Partial<OfferedPurchase> = {}) =>
  till.sell(memberId, { purchasedAt, lines: [{ amount: 1000 }], ...more });
const stored = (purchaseId: string) => evaluationOf(api, purchaseId);
const between = (from: string, to: string): Condition => ({
  fact: 'moment.time',
  op: 'between',
  value: { from, to },
});
const first: Condition = { fact: 'member.purchases', op: 'is', value: 0 };
const tagged: Condition = { fact: 'member.tags', op: 'contains', value: 'vip' };

describe('the happy hour', () => {
  const thursday: Condition = { fact: 'moment.weekday', op: 'is', value: 'thursday' };
  const cases: [string, Condition, Record<string, number>][] = [
    [
      'Thursdays from 17 to 20 o’clock',
      { all: [thursday, between('17:00', '20:00')] },
      {
        '2026-11-19T15:59:59Z': 0,
        '2026-11-19T16:00:00Z': 5,
        '2026-11-19T18:59:59Z': 5,
        '2026-11-19T19:00:00Z': 0,
        '2026-11-20T16:00:00Z': 0,
      },
    ],
    [
      'over midnight',
      between('22:00', '02:00'),
      {
        '2026-11-19T20:59:59Z': 0,
        '2026-11-19T21:00:00Z': 5,
        '2026-11-19T23:00:00Z': 5,
        '2026-11-20T00:59:59Z': 5,
        '2026-11-20T01:00:00Z': 0,
      },
    ],
    [
      'in the night in which the clocks go back, its hour twice',
      between('02:00', '03:00'),
      {
        '2026-10-24T23:59:59Z': 0,
        '2026-10-25T00:30:00Z': 5,
        '2026-10-25T01:30:00Z': 5,
        '2026-10-25T02:00:00Z': 0,
      },
    ],
    [
      'in the night in which the clocks go forward, an hour that does not exist',
      between('02:00', '03:00'),
      { '2026-03-29T00:59:59Z': 0, '2026-03-29T01:00:00Z': 0 },
    ],
    [
      'until the last moment of a month',
      { fact: 'moment.date', op: 'on', value: '2026-10-31' },
      {
        '2026-10-30T22:59:59Z': 0,
        '2026-10-30T23:00:00Z': 5,
        '2026-10-31T22:59:59Z': 5,
        '2026-10-31T23:00:00Z': 0,
      },
    ],
  ];
  it.each(cases)('%s', async (_, when, expected) => {
    await whenRule(when, async (rule) => {
      const memberId = await newMember();
      const given: Record<string, number> = {};
      for (const at of Object.keys(expected)) given[at] = givenBy(rule, await sellAt(memberId, at));
      expect(given).toEqual(expected);
    });
  });
});

describe('the first purchase', () => {
  it('gives once, and its return takes exactly that back', async () => {
    await whenRule(
      first,
      async (rule) => {
        const memberId = await newMember();
        const bought = await till.sell(memberId, { lines: [{ amount: 1000, quantity: 2 }] });
        expect([bought.points?.earned, givenBy(rule, bought)]).toEqual([60, 50]);
        expect(givenBy(rule, await till.sell(memberId, 1000))).toBe(0);
        const part = await till.takeBack(bought.id, [{ line: 0, quantity: 1 }]);
        expect(part.points?.takenBack).toBe(5);
        const rest = await till.takeBack(bought.id, [{ line: 0, quantity: 1 }]);
        expect(rest.points).toMatchObject({ takenBack: 55, balance: { available: 10 } });
      },
      fixedPoints(50),
    );
  });

  it('is one of many at once', async () => {
    await whenRule(first, async (rule) => {
      const memberId = await newMember();
      const sold = await Promise.all(Array.from({ length: 8 }, () => till.sell(memberId, 1000)));
      expect(sold.map((receipt) => givenBy(rule, receipt)).filter((points) => points > 0)).toEqual([5]);
    });
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });

  it('is found in an import, too, with earlier purchases of the same batch', async () => {
    await whenRule(first, async (rule) => {
      const memberId = await newMember();
      const sale = (purchasedAt: string) => ({
        receipt: { location: shop.code, number: randomUUID() },
        purchasedAt,
        member: { id: memberId },
        currency: 'EUR',
        lines: [{ amount: 1000 }],
      });
      const results = await api.app
        .get(BulkPurchases)
        .recordMany([sale('2026-10-02T10:00:00Z'), sale('2026-10-01T10:00:00Z')], { origin: 'import' });
      const ids = results.map((result) => ('recorded' in result ? result.recorded.purchaseId : ''));
      const verdicts = await Promise.all(ids.map(stored));
      expect(verdicts.map(({ rules }) => rules.some(({ id }) => id === rule))).toEqual([false, true]);
      await api.app.get(UndonePurchases).undoMany(system, ids, 'by mistake');
      expect(givenBy(rule, await till.sell(memberId, 1000))).toBe(5);
    });
  });

  it('may be claimed: the claimant’s facts decide', async () => {
    await whenRule(first, async (rule) => {
      const { member, cookie } = await makeSignedInMember(api);
      const number = randomUUID();
      const { id } = await sellAt(null, '2026-11-22T09:00:00Z', {
        receipt: { location: shop.code, number },
      });
      expect(await stored(id)).toMatchObject({ unmet: [{ id: rule }] });
      const body = { location: shop.code, number, date: '2026-11-22', total: 1000 };
      const claimed = await api.client({ cookie }).call(claimPurchase, { body });
      expect([claimed.member?.id, givenBy(rule, claimed)]).toEqual([member.id, 5]);
      expect((await stored(id)).unmet).toBeUndefined();
    });
  });
});

it('the third visit: on the third day of the club’s calendar, once', async () => {
  const when: Condition = {
    all: [
      { fact: 'member.visits', op: 'is', value: 2 },
      { not: { fact: 'member.last-purchase', op: 'in-the-last-days', value: 1 } },
    ],
  };
  await whenRule(when, async (rule) => {
    const memberId = await newMember();
    const moments = [
      '2026-11-18T22:59:59Z',
      '2026-11-18T23:00:00Z',
      '2026-11-19T20:00:00Z',
      '2026-11-20T09:00:00Z',
      '2026-11-20T10:00:00Z',
    ];
    const given: number[] = [];
    for (const at of moments) given.push(givenBy(rule, await sellAt(memberId, at)));
    expect(given).toEqual([0, 0, 0, 5, 0]);
  });
});

it('the bonus of a product: with it, and while something of it remains', async () => {
  const when: Condition = { lines: 'any', where: { fact: 'line.sku', op: 'is', value: 'S-1' } };
  await whenRule(when, async (rule) => {
    const memberId = await newMember();
    expect(givenBy(rule, await till.sell(memberId, { lines: [{ sku: 'S-2', amount: 1000 }] }))).toBe(0);
    const sold = await till.sell(memberId, {
      lines: [
        { sku: 'S-1', amount: 1000 },
        { sku: 'S-2', amount: 1000 },
      ],
    });
    expect([sold.points?.earned, givenBy(rule, sold)]).toEqual([25, 5]);
    const returned = await till.takeBack(sold.id, [{ line: 0, quantity: 1 }]);
    expect(returned.points?.takenBack).toBe(15);
  });
});

it('the days around a birthday, also on 29 February, and nothing of it is stored', async () => {
  const when: Condition = { fact: 'member.birthday', op: 'anniversary-around-days', value: 3 };
  await whenRule(
    when,
    async (rule) => {
      const leap = await newMember({ birthday: '1988-02-29' });
      const silvester = await newMember({ birthday: '1990-01-02' });
      const unknown = await newMember();
      const given = async (memberId: string, day: string): Promise<number> =>
        givenBy(
          rule,
          await sellAt(memberId, `${day}T11:00:00Z`, { lines: [{ category: 'tea', amount: 1000 }] }),
        );
      expect(await given(leap, '2026-02-24')).toBe(0);
      expect(await given(leap, '2026-02-25')).toBe(10);
      expect(await given(leap, '2026-03-03')).toBe(10);
      expect(await given(leap, '2026-03-04')).toBe(0);
      expect(await given(leap, '2024-03-03')).toBe(10);
      expect(await given(silvester, '2025-12-30')).toBe(10);
      expect(await given(silvester, '2026-01-05')).toBe(10);
      expect(await given(unknown, '2026-02-28')).toBe(0);
    },
    timesOn('tea', 2),
  );
  const kept = await rowsOf<{ kept: string }>(api, 'select evaluation::text as kept from purchases');
  expect(kept.filter(({ kept: text }) => /1988|1990|birthday/.test(text))).toEqual([]);
});

describe('a condition', () => {
  it('is decided once: a return takes back what was given, whatever became of the member', async () => {
    await whenRule(tagged, async (rule) => {
      const memberId = await newMember();
      const before = await till.sell(memberId, 1000);
      expect(givenBy(rule, before)).toBe(0);
      await api.app.get(MemberTags).set(system, memberId, ['vip']);
      const after = await till.sell(memberId, 1000);
      expect(givenBy(rule, after)).toBe(5);
      await api.app.get(MemberTags).set(system, memberId, []);
      const returned = await till.takeBack(after.id, [{ line: 0, quantity: 1 }]);
      expect(returned.points?.takenBack).toBe(15);
      await api.app.get(MemberTags).set(system, memberId, ['vip']);
      const earlier = await till.takeBack(before.id, [{ line: 0, quantity: 1 }]);
      expect(earlier.points?.takenBack).toBe(10);
    });
  });

  it('that did not hold is named to staff, not to the member', async () => {
    await whenRule(tagged, async (rule) => {
      const { member, cookie } = await makeSignedInMember(api);
      const { id } = await till.sell(member.id, 1000);
      const shown = await api.client({ apiKey: key }).call(getPurchase, { params: { id } });
      expect(shown.unmet).toEqual([
        {
          rule: { id: rule, version: 1, name: 'Conditional' },
          why: 'not-met',
          reason: 'The condition was not met: a detail about the member',
        },
      ]);
      expect((await api.client({ cookie }).call(getPurchase, { params: { id } })).unmet).toEqual([]);
    });
  });

  it('costs no further call, and reads nothing more if no rule has one', async () => {
    const memberId = await newMember();
    const sell = () => till.sell(memberId, 1000);
    const asked = async (): Promise<unknown> => {
      const calls = vi.spyOn(pg.Client.prototype, 'query');
      try {
        await sell();
        const contexts = (calls.mock.calls as unknown[][])
          .map(([query]) => query as { name?: string; values?: unknown[] })
          .filter(({ name }) => name === 'purchase-context');
        return contexts.map(({ values }) => values?.[6]);
      } finally {
        calls.mockRestore();
      }
    };
    expect(await asked()).toEqual([null]);
    await whenRule(between('00:00', '23:59'), async () => expect(await asked()).toEqual([null]));
    const parts: Condition[] = [
      tagged,
      first,
      { fact: 'member.points', op: 'at-least', value: 1 },
      { purchases: 'count', days: 30, op: 'at-least', value: 1 },
    ];
    await whenRule({ any: parts }, async (rule) => {
      expect(await asked()).toEqual([expect.stringContaining('person')]);
      expect(await ownStatementsOf(sell)).toEqual(['purchase-context', 'purchase-record']);
      expect(givenBy(rule, await sell())).toBe(5);
    });
  });

  it.each<[string, unknown, string]>([
    ['an unknown fact', { fact: 'purchase.moon', op: 'is', value: 'full' }, '/when/fact'],
    ['a fact of lines', { fact: 'line.sku', op: 'is', value: 'S' }, '/when/fact'],
    ['a wrong type', { all: [{ fact: 'member.points', op: 'is', value: 'many' }] }, '/when/all/0/value'],
    ['too many values', { fact: 'member.tier', op: 'is-one-of', value: Array(201).fill('x') }, '/when/value'],
  ])('with %s is refused', async (_, when, pointer) => {
    const body = { name: 'Wrong', effect: fixedPoints(5), when: when as Condition };
    const refused = await api
      .client({ apiKey: key })
      .call(createEarningRule, { body })
      .catch((error: unknown) => (error instanceof ApiProblem ? error.problem : error));
    expect(refused).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it('of a newer version gives nothing and refuses nothing', async () => {
    await whenRule(first, async (rule) => {
      const unknown = { not: { fact: 'purchase.moon', op: 'is', value: 'full' } };
      await rowsOf(
        api,
        `update earning_rule_versions set content = jsonb_set(content, '{when}', $2) where rule_id = $1`,
        [rule, JSON.stringify(unknown)],
      );
      // The change of another rule makes the process read all of them again.
      await whenRule(between('00:00', '00:01'), async () => {
        const receipt = await till.sell(await newMember(), 1000);
        expect([receipt.points?.earned, givenBy(rule, receipt)]).toEqual([10, 0]);
      });
    });
  });

  it('is tried on a receipt and on an earlier purchase, as of its moment', async () => {
    const client = api.client({ apiKey: key });
    const memberId = await newMember();
    const bought = await sellAt(memberId, '2026-11-19T16:30:00Z');
    await sellAt(memberId, '2026-11-20T16:30:00Z');
    const rule = { name: 'Draft', effect: fixedPoints(7), when: first };
    const tried = await client.call(simulateEarningRule, { body: { rule, purchaseId: bought.id } });
    expect(tried).toMatchObject({ difference: { points: 7 } });
    const receipt = offer(api, shop.code, { member: { id: memberId } });
    const now = await client.call(simulateEarningRule, { body: { rule, receipt } });
    expect(now).toMatchObject({ difference: { points: 0 } });
    const preview = await client.call(recordPurchase, { query: { dryRun: 'true' }, body: receipt });
    expect(preview.points?.earned).toBe(47);
  });
});
