import { expect, test } from 'vitest';
import { earn, goods, purchaseOf, ruleOf, said, times, zone } from '../../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  explained,
  storedEarning,
  targetOfReturn,
  wordsOf,
  type EarningPurchase,
  type RuleEffect,
} from '../../index.ts';
import { pointsPerUnit } from './points-per-unit.ts';

type Units = Extract<RuleEffect, { kind: 'points-per-unit' }>;
const coffee = { fact: 'line.category', op: 'is', value: 'coffee' } as const;
const perPiece: Units = { kind: 'points-per-unit', points: 10, per: 1, unit: 'piece' };
const perKilo: Units = { kind: 'points-per-unit', points: 5, per: 1, unit: 'kilo', where: coffee };
const beans = (quantity: number, gross = 500) => goods(gross, { quantity, category: 'coffee' });
const pointsOf = (effect: Units, purchase: EarningPurchase) => earn([ruleOf(effect)], purchase).points;

test('points per piece count pieces, and those that make one whole of several', () => {
  const purchase = purchaseOf([goods(300, { quantity: 3000 }), goods(100)]);
  expect(pointsOf(perPiece, purchase)).toBe(40);
  expect([3, 4, 5].map((per) => pointsOf({ ...perPiece, points: 1, per }, purchase))).toEqual([1, 1, 0]);
});

test('quantities are added and rounded down once', () => {
  expect(pointsOf(perKilo, purchaseOf([beans(250), beans(250), beans(100)]))).toBe(3);
  expect(pointsOf(perKilo, purchaseOf([beans(199)]))).toBe(0);
});

test('only the chosen lines count', () => {
  const purchase = purchaseOf([beans(2000), goods(900, { quantity: 3000, category: 'tea' })]);
  expect(pointsOf(perKilo, purchase)).toBe(10);
  const { where: except, ...all } = perKilo;
  expect(pointsOf({ ...all, except }, purchase)).toBe(15);
  expect(earn([ruleOf(perKilo)], purchaseOf([goods(900)])).grants).toEqual([]);
});

test('goods that earn nothing do not count: free ones, gift cards, what points paid for', () => {
  expect(pointsOf(perPiece, purchaseOf([goods(0), goods(500, { kind: 'gift-card' })]))).toBe(0);
  const half = {
    ...purchaseOf([goods(1000, { quantity: 3000 })]),
    payments: [{ kind: 'points' as const, amount: 500 }],
  };
  expect(pointsOf(perPiece, half)).toBe(15);
});

test('neither multipliers nor the tier multiply them', () => {
  const facts = { tier: { id: 'gold', code: 'gold', multiplier: 2 } };
  expect(earn([ruleOf(perPiece), times(3, { not: coffee })], purchaseOf([goods(100)]), facts).points).toBe(
    10,
  );
});

test('returns take back what the remaining quantity no longer gives', () => {
  const rules = [ruleOf({ ...perPiece, points: 1, per: 2 })];
  const bought = purchaseOf([goods(900, { quantity: 3000 })]);
  const purchase: EarningPurchase = { ...bought, payments: [{ kind: 'points', amount: 300 }] };
  const context = { policy: defaultPointsPolicy, zone };
  const stored = storedEarning(rules, purchase, {}, context, evaluate(rules, purchase, {}, context));
  expect(stored.granted.points).toBe(1);
  expect([3000, 2000, 0].map((left) => targetOfReturn(stored, [left]).points)).toEqual([0, 1, 1]);
});

test('the explanation names rate and quantity in each language', () => {
  const { grants } = earn([ruleOf({ ...perKilo, per: 2 })], purchaseOf([beans(4500)]));
  expect(grants[0]?.points).toBe(11);
  const [line] = explained(grants);
  const names = { rule: () => null, tier: () => null };
  const reasons = (['en', 'de', 'cs'] as const).map(
    (language) => line && wordsOf(line, language, names).reason,
  );
  expect(reasons.map((text) => text?.replaceAll('\u00a0', ' '))).toEqual([
    '5 points per 2 kg: 4.5 kg, rounded down',
    '5 Punkte je 2 kg: 4,5 kg, abgerundet',
    '5 bodů za 2 kg: 4,5 kg, zaokrouhleno dolů',
  ]);
  const pieces = earn([ruleOf(perPiece)], purchaseOf([goods(300, { quantity: 3000 })]));
  expect(said(pieces.grants)[0]?.replaceAll('\u00a0', ' ')).toBe(
    '10 points per piece: 3 pieces, rounded down',
  );
});

test('refuses two choices of lines, and a condition that is none', () => {
  expect(pointsPerUnit.check({ ...perKilo, except: coffee })).toMatchObject([{ pointer: '/except' }]);
  const wrong = { ...perPiece, except: { fact: 'member.age', op: 'at-least', value: 18 } } as const;
  expect(pointsPerUnit.check(wrong)).toMatchObject([{ pointer: '/except/fact' }]);
});
