import type { Condition } from '@regulars/conditions';
import { describe, expect, test } from 'vitest';
import { earn, euroRule, fixedRule, goods, purchaseOf, ruleOf, times, zone } from '../../test/purchases.ts';
import { noon } from '../../test/passbook.ts';
import {
  awardFor,
  defaultPointsPolicy,
  evaluate,
  mostGiven,
  opportunityOf,
  rulesOfSale,
  saleSubject,
  storedEarning,
  targetOfReturn,
  type EarningRule,
  type OccasionRule,
  type RuleEffect,
} from '../index.ts';

const anything: Condition = { fact: 'line.kind', op: 'is', value: 'goods' };
const stored = (effect: object, id: string): EarningRule => ruleOf(effect as RuleEffect, { id });
const euros = { currency: 'EUR', points: 1, per: 100 };

/** Rules as no API lets them in. */
const broken: readonly [string, EarningRule, string][] = [
  ['of an unknown kind', stored({ kind: 'moon-phase', points: 5 }, 'bad'), 'unreadable'],
  [
    'with goods that a newer version asks',
    stored(
      { kind: 'points-per-money', rates: [euros], where: { fact: 'line.moon', op: 'is', value: 1 } },
      'bad',
    ),
    'unreadable',
  ],
  [
    'with a rate per nothing',
    stored({ kind: 'points-per-money', rates: [{ ...euros, per: 0 }] }, 'bad'),
    'error',
  ],
  [
    'with a rate of half a point',
    stored({ kind: 'points-per-money', rates: [{ ...euros, points: 0.5 }] }, 'bad'),
    'error',
  ],
  ['that takes points', stored({ kind: 'fixed-points', points: -5, minimums: [] }, 'bad'), 'error'],
  ['without its parts', stored({ kind: 'fixed-points' }, 'bad'), 'error'],
  ['with a multiplier below 1', times(-1, anything, { id: 'bad' }), 'error'],
  ['without limits', { ...fixedRule(5, { id: 'bad' }), caps: null as unknown as [] }, 'error'],
  ['that gives more than anyone may get', fixedRule(1_000_000_001, { id: 'bad' }), 'too-many-points'],
  ['that the API could not read', { ...fixedRule(5, { id: 'bad' }), unreadable: true }, 'unreadable'],
];

describe('a rule that does not work', () => {
  const purchase = purchaseOf([goods(1000), goods(2000)]);
  const silver = { id: 'tier', code: 'silver', multiplier: 1.5 };
  const healthy = [
    euroRule(),
    times(2, anything),
    fixedRule(7, { id: 'a', stacking: { mode: 'best-of', group: 'g', priority: 0 } }),
    fixedRule(9, { id: 'b', stacking: { mode: 'best-of', group: 'g', priority: 0 } }),
  ];
  const expected = earn(healthy, purchase, { tier: silver });

  test.each(broken)('%s: the others give what they give without it', (_, bad, fault) => {
    for (const rules of [
      [bad, ...healthy],
      [...healthy, bad],
    ]) {
      const { failed, grants, points, status, working } = earn(rules, purchase, { tier: silver });
      expect(failed).toMatchObject([{ rule: { id: 'bad' }, fault }]);
      expect({ grants, points, status }).toEqual({
        grants: expected.grants,
        points: expected.points,
        status: expected.status,
      });
      expect(working).toEqual(healthy);
    }
  });

  test.each(broken)('%s: beside price-bound goods and others that fail too', (_, bad) => {
    const books = purchaseOf([goods(1000, { priceBound: true }), goods(2000)]);
    const policy = { priceBound: { share: 300, pointValue: 10, reporting: { currency: 'EUR', rate: '1' } } };
    const of = (rules: readonly EarningRule[]) =>
      evaluate(rules, books, {}, { policy: { ...defaultPointsPolicy, ...policy }, zone });
    const { grants, failed } = of([bad, ...healthy, { ...bad, id: 'worse' }]);
    expect(grants).toEqual(of(healthy).grants);
    expect(failed.map(({ rule }) => rule.id).sort()).toEqual(['bad', 'worse']);
  });

  test('the rule that gives most, if all together are too many points', () => {
    const most = (id: string, points: number) => fixedRule(points, { id });
    const { failed, points } = earn([most('some', 400_000_000), most('more', 700_000_000)], purchase);
    expect([failed.map(({ rule }) => rule.id), points]).toEqual([['more'], 400_000_000]);
    const equal = earn([most('old', 600_000_000), most('new', 600_000_000)], purchase);
    expect(equal.failed.map(({ rule }) => rule.id)).toEqual(['new']);
  });

  test('a tier with no multiplier gives nothing, the rules do', () => {
    const odd = { id: 'tier', code: 'odd', multiplier: 0.3 };
    expect(earn([euroRule()], purchase, { tier: odd }).points).toBe(30);
  });

  test('a condition that throws', () => {
    const when: Condition = { fact: 'member.joined', op: 'in-the-last-days', value: 3 };
    const asks = fixedRule(5, { id: 'bad', when });
    const subject = () => ({ ...saleSubject(purchase, [], zone), read: () => ({}) as never });
    const { met, failed } = rulesOfSale([euroRule(), asks], purchase, subject);
    expect(met.map(({ id }) => id)).toEqual(['base']);
    expect(failed).toMatchObject([{ rule: { id: 'bad' }, fault: 'error' }]);
    expect(opportunityOf(asks, subject())).toEqual({ state: 'none' });
  });

  test('reserves nothing of a budget', () => {
    const unusable = broken.flatMap(([, rule, fault]) => (fault === 'too-many-points' ? [] : [rule]));
    const given = mostGiven([euroRule(), ...unusable], purchase, defaultPointsPolicy);
    expect([given.get('base'), given.get('bad') ?? 0]).toEqual([30, 0]);
  });

  test('that worked at the purchase: a return leaves its part of what remains', () => {
    const good = fixedRule(90, { id: 'later' });
    const rules = [euroRule(), good];
    const evaluation = earn(rules, purchase);
    const kept = storedEarning(rules, purchase, {}, { policy: defaultPointsPolicy }, evaluation);
    const bad = { ...kept, rules: [euroRule(), stored({ kind: 'gone' }, 'later')] };
    expect(targetOfReturn(bad, [1000, 1000])).toEqual({ points: 0, status: 0 });
    expect(targetOfReturn(bad, [0, 1000])).toEqual({ points: 10 + 30, status: 10 + 30 });
    expect(targetOfReturn(bad, [0, 0])).toEqual({ points: 120, status: 120 });
  });
});

describe('for something else than a purchase', () => {
  const event = {
    kind: 'custom-event' as const,
    occurredAt: noon,
    locationId: null,
    type: 'walk',
    payload: { km: 3 },
  };
  const walk = (id: string, points: number, more: Partial<EarningRule> = {}) =>
    ({
      ...ruleOf({ kind: 'custom-event', type: 'walk', points, perField: null }, { id }),
      ...more,
    }) as OccasionRule;
  const terms = {
    policy: defaultPointsPolicy,
    zone,
    usage: [],
    member: { tierIds: [], points: 0, person: null, figures: null },
  };
  const newer = { not: { fact: 'event.moon', op: 'is', value: 1 } } as unknown as Condition;

  test.each([
    ['of a newer version', walk('bad', 5, { when: newer })],
    ['that takes points', walk('bad', -5)],
    ['with too many points', walk('bad', 2_000_000_000)],
    ['without limits', walk('bad', 5, { caps: null as unknown as [] })],
  ])('a rule %s gives nothing, the others do', (_, bad) => {
    const { grants, nothing, failed, points } = awardFor([bad, walk('good', 5)], event, terms);
    expect([grants.length, points]).toEqual([1, 5]);
    expect(nothing).toMatchObject([{ rule: { id: 'bad' }, why: 'failed' }]);
    expect(failed).toHaveLength(1);
  });
});
