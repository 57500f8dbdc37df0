import type { Condition } from '@regulars/conditions';
import { describe, expect, test } from 'vitest';
import { euroRule, fixedRule, goods, purchaseOf, times, zone } from '../../../test/purchases.ts';
import { at } from '../../../test/passbook.ts';
import { defaultPointsPolicy, RuleReplay, type PastSale } from '../../index.ts';
import type { EarningRule } from '../rule.ts';

const period = { from: at('2026-11-01T00:00'), until: at('2026-12-01T00:00') };
const nobody = { tierIds: [], person: null, points: 0 };

interface Sold extends Partial<PastSale> {
  readonly gross?: number;
  readonly on?: string;
}
let count = 0;
const sale = ({ gross = 1000, on = '2026-11-10T12:00', ...more }: Sold = {}): PastSale => {
  const purchasedAt = at(on);
  return {
    id: String(++count).padStart(9, '0'),
    memberId: 'anna',
    bookedAt: purchasedAt,
    purchase: { ...purchaseOf([goods(gross)]), purchasedAt },
    facts: {},
    policy: { base: 'gross', discounts: 'after' },
    met: [],
    granted: { points: 0, status: 0 },
    reportingGross: gross,
    returns: [],
    ...more,
  };
};

const replayOf = (
  draft: EarningRule,
  against: EarningRule | null = null,
  usedBefore: ConstructorParameters<typeof RuleReplay>[0]['usedBefore'] = [],
): RuleReplay =>
  new RuleReplay({
    draft,
    against,
    policy: { ...defaultPointsPolicy },
    zone,
    reportingCurrency: 'EUR',
    period,
    usedBefore,
  });
const earlier = (value: number): Condition => ({ fact: 'member.purchases', op: 'is', value });

describe('a replay', () => {
  test('decides each sale with the live version and with the draft in its place', () => {
    const replay = replayOf(euroRule({ rates: { EUR: { points: 2, per: 100 } } }), euroRule());
    replay.decide(sale(), [euroRule()], nobody);
    const { live, draft, winners } = replay.figures();
    expect([live.points, draft.points]).toEqual([10, 20]);
    expect(winners).toEqual({ members: 1, points: 10, top: [{ memberId: 'anna', live: 10, draft: 20 }] });
  });

  test('multiplies the other rules of the sale', () => {
    const coffee = { fact: 'line.category', op: 'is', value: 'coffee' } as const;
    const replay = replayOf(times(3, coffee));
    const lines = [goods(1000, { category: 'coffee' }), goods(500)];
    const bought = { ...purchaseOf(lines), purchasedAt: at('2026-11-10T12:00') };
    replay.decide(sale({ purchase: bought }), [euroRule()], nobody);
    expect(replay.figures()).toMatchObject({ live: { points: 15 }, draft: { points: 35, ownPoints: 20 } });
  });

  test('gives nothing without a member', () => {
    const replay = replayOf(euroRule());
    replay.decide(sale({ memberId: null }), [], nobody);
    expect(replay.figures()).toMatchObject({ purchases: 0, anonymous: 1, draft: { points: 0 } });
  });

  test('counts what was kept at that time: not what came back before, but what came back later', () => {
    const rule = fixedRule(5, { when: earlier(1) });
    const given = (returns: PastSale['returns']): number => {
      const replay = replayOf(rule);
      replay.remember(sale({ id: '1', returns }));
      replay.decide(sale({ id: '3' }), [], nobody);
      return replay.figures().draft.points;
    };
    const all = [{ line: 0, quantity: 1000 }];
    expect(given([])).toBe(5);
    expect(given([{ id: '2', lines: all, reversedAt: null }])).toBe(0);
    expect(given([{ id: '4', lines: all, reversedAt: null }])).toBe(5);
    expect(given([{ id: '2', lines: all, reversedAt: at('2026-11-10T11:00') }])).toBe(5);
    expect(given([{ id: '2', lines: all, reversedAt: at('2026-11-10T13:00') }])).toBe(0);
    expect(given([{ id: '2', lines: [{ line: 0, quantity: 500 }], reversedAt: null }])).toBe(5);
  });

  test('says how far back it must hear of sales', () => {
    expect(replayOf(euroRule()).daysBefore).toBe(0);
    expect(replayOf(fixedRule(1, { when: earlier(1) })).daysBefore).toBeNull();
    const when: Condition = { purchases: 'count', days: 14, op: 'at-least', value: 1 };
    expect(replayOf(fixedRule(1, { when })).daysBefore).toBe(14);
  });

  test('limits begin with what was used before, and start again each month', () => {
    const rule = fixedRule(10, { caps: [{ per: 'month', points: 25 }] });
    const used = [{ ruleId: 'fixed', memberId: 'anna', per: 'month' as const, points: 12 }];
    const replay = replayOf(rule, null, used);
    for (const on of ['2026-11-02T12:00', '2026-11-03T12:00', '2026-12-01T00:00'])
      replay.decide(sale({ on }), [], nobody);
    expect(replay.figures().draft).toMatchObject({ ownPoints: 10 + 3 + 10, limitedMembers: 1 });
  });
});

describe('the figures', () => {
  test('say how many sales of members met each part of the condition', () => {
    const bands = {
      fact: 'purchase.total',
      op: 'at-least',
      value: { amount: 2000, currency: 'EUR' },
    } as const;
    const monday = { fact: 'moment.weekday', op: 'is', value: 'monday' } as const;
    const replay = replayOf(fixedRule(5, { when: { any: [bands, { not: monday }] } }));
    // A Tuesday and a Monday of November 2026.
    for (const [on, gross] of [
      ['2026-11-10T12:00', 1000],
      ['2026-11-09T12:00', 2000],
      ['2026-11-09T12:00', 1000],
    ] as const)
      replay.decide(
        sale({ on, purchase: { ...purchaseOf([goods(gross)]), purchasedAt: at(on) } }),
        [],
        nobody,
      );
    replay.decide(sale({ memberId: null }), [], nobody);
    expect(replay.figures().conditions).toEqual([
      { pointer: '', purchases: 2 },
      { pointer: '/any/0', purchases: 1 },
      { pointer: '/any/1', purchases: 1 },
      { pointer: '/any/1/not', purchases: 2 },
    ]);
    expect(replayOf(fixedRule(5)).figures().conditions).toEqual([]);
  });

  test('the same sales give the same figures, also for equal changes', () => {
    const run = (): unknown => {
      const replay = replayOf(fixedRule(5));
      for (let member = 0; member < 30; member += 1)
        replay.decide(sale({ id: `sale-${member}`, memberId: `m${(member * 7) % 30}` }), [], nobody);
      return replay.figures();
    };
    expect(run()).toEqual(run());
  });

  test('steps of the distribution cover everyone who got points', () => {
    const replay = replayOf(euroRule());
    const amounts = Array.from({ length: 200 }, (_, member) => (member < 199 ? member + 1 : 100_000));
    for (const [member, points] of amounts.entries())
      replay.decide(sale({ memberId: `m${member}`, gross: points * 100 }), [], nobody);
    const { distribution } = replay.figures();
    expect(distribution.length).toBeLessThanOrEqual(9);
    expect(distribution.reduce((sum, { draft }) => sum + draft, 0)).toBe(200);
    expect(distribution.at(-1)?.to).toBeNull();
    for (const [index, step] of distribution.entries())
      expect(step.from).toBe(index === 0 ? 1 : (distribution[index - 1]?.to ?? 0) + 1);
  });

  test('a year has weeks, a month has days; each point is in one of them', () => {
    const replay = replayOf(euroRule());
    for (const day of ['01', '15', '30'])
      replay.decide(sale({ on: `2026-11-${day}T23:59`, memberId: day }), [], nobody);
    const { series, draft } = replay.figures();
    expect(series).toHaveLength(30);
    expect(series.reduce((sum, step) => sum + step.draft, 0)).toBe(draft.points);
  });
});
