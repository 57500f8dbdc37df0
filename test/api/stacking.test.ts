import type { Purchase, RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { countBooks, fixedPoints, makeRule, perMoney, type Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let till: Till;
let manager: string;

beforeAll(async () => {
  ({ api, till } = await openRuleClub());
  manager = await makeKey(api);
});
afterAll(() => api.close());

let ids: string[] = [];
beforeEach(async () => {
  for (const id of ids) await api.app.get(RulePublishing).pause(system, id);
  ids = [];
});
const live = async (rule: Parameters<typeof makeRule>[1]): Promise<string> => {
  const { id } = await makeRule(api, rule);
  ids.push(id);
  return id;
};

type Stacking = NonNullable<RuleContent['stacking']>;
const best: Stacking = { mode: 'best-of', group: 'November', priority: 0 };

describe('rules of a group', () => {
  it('give a member only the best of them, and the receipt says what the others would have given', async () => {
    await live({ name: { en: 'Twenty', de: 'Zwanzig' }, effect: fixedPoints(20), stacking: best });
    await live({ name: { en: 'Double', de: 'Doppelt' }, effect: perMoney(2, 100), stacking: best });
    const { id: memberId } = await makeMember(api);
    const small = await till.sell(memberId, 500);
    expect(small.points?.earned).toBe(5 + 20);
    expect(small.explanation.map(({ title, points }) => [title, points])).toEqual([
      ['1 point per euro', 5],
      ['Twenty', 20],
      ['Double', 0],
    ]);
    expect(small.explanation[2]).toMatchObject({
      reason: expect.stringContaining(
        'would give 10 points, but only the best rule of the group counts: Twenty',
      ),
      details: { wouldGive: 10 },
    });
    const large = await till.sell(memberId, 5000);
    expect(large.points?.earned).toBe(50 + 100);
    const { body } = await send(api, 'get', `/purchases/${large.id}`, { key: manager }).expect(200);
    const figures = (lines: Purchase['explanation']) =>
      lines.map(({ details, points }) => ({ details, points }));
    expect(figures((body as Purchase).explanation)).toEqual(figures(large.explanation));
  });

  it('are decided again by a return, by the versions of the purchase, and never give more than before', async () => {
    await live({
      effect: { kind: 'fixed-points', points: 5, minimums: [{ currency: 'EUR', amount: 10_000 }] },
      stacking: { mode: 'exclusive', group: 'Large', priority: 9 },
    });
    const other = await live({
      effect: perMoney(1, 100),
      stacking: { mode: 'exclusive', group: 'large', priority: 1 },
    });
    const { id: memberId } = await makeMember(api);
    const { id, points } = await till.sell(memberId, {
      lines: [{ quantity: 2, unitPrice: 5000 }],
    });
    expect(points?.earned).toBe(100 + 5);
    await api.app.get(RulePublishing).pause(system, other);
    // For €50 the other rule would give 50 points. The group gave 5.
    const half = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(half.points).toMatchObject({ takenBack: 50, balance: { available: 55 } });
    const rest = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(rest.points).toMatchObject({ takenBack: 55, balance: { available: 0 } });
  });

  it('use up a limit only if they count', async () => {
    const caps = [{ per: 'day' as const, points: 30 }];
    await live({ effect: fixedPoints(20), stacking: best });
    await live({ effect: perMoney(2, 100), stacking: best, caps });
    const { id: memberId } = await makeMember(api);
    const earned: (number | undefined)[] = [];
    for (const amount of [500, 5000, 5000]) earned.push((await till.sell(memberId, amount)).points?.earned);
    // First the fixed points count, then the 30 of the day, and then the fixed points again.
    expect(earned).toEqual([5 + 20, 50 + 30, 50 + 20]);
  });

  it('are tried as they would count, beside the live ones', async () => {
    await live({ name: { de: 'Zwanzig', en: 'Twenty' }, effect: fixedPoints(20), stacking: best });
    const { id: memberId } = await makeMember(api);
    const { id: purchaseId } = await till.sell(memberId, 5000);
    const rule = { name: 'Double', effect: perMoney(2, 100), stacking: best };
    const { body } = await send(api, 'post', '/earning-rules/simulate', {
      key: manager,
      body: { rule, purchaseId },
    }).expect(200);
    const trial = body as { live: { points: number }; draft: { points: number } };
    expect([trial.live.points, trial.draft.points]).toEqual([50 + 20, 50 + 100]);
  });
});

describe('a rule is refused with a pointer', () => {
  it.each([
    ['a group without a name', { ...best, group: ' ' }, '/stacking/group'],
    ['an unknown way', { ...best, mode: 'worst-of' }, '/stacking/mode'],
    ['a priority below 0', { ...best, priority: -1 }, '/stacking/priority'],
    ['a priority of a million', { ...best, priority: 1_000_000 }, '/stacking/priority'],
  ])('for %s', async (_, stacking, pointer) => {
    const before = await countBooks(api);
    const body = { name: 'Tried', effect: perMoney(1, 100), stacking };
    const request = send(api, 'post', '/earning-rules', { key: manager, body });
    await expectProblem(request, 400, 'invalid-request', pointer);
    expect(await countBooks(api)).toEqual(before);
  });
});
