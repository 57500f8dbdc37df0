import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { euroRule, goods, purchaseOf, zone } from '../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  mostGiven,
  returnNow,
  storedEarning,
  type EarningLine,
  type PointsBonus,
  type SharedLeft,
} from '../index.ts';

const from = { sort: 'coupon', id: 'c', version: 3, name: { en: 'More' } } as const;
const fixed = (points: number, lines: readonly number[]): PointsBonus => ({
  from,
  gives: { points },
  lines,
});
const earned = (
  lines: EarningLine[],
  bonuses: readonly PointsBonus[],
  more: { readonly multiplier?: number; readonly shared?: readonly SharedLeft[] } = {},
) => {
  const purchase = { ...purchaseOf(lines), bonuses };
  const { multiplier, shared = [] } = more;
  const facts = multiplier ? { tier: { id: 't', code: 't', multiplier, countsTowardsStatus: true } } : {};
  const context = { policy: defaultPointsPolicy, zone, shared };
  const evaluation = evaluate([euroRule()], purchase, facts, context);
  return { evaluation, stored: storedEarning([euroRule()], purchase, facts, context, evaluation) };
};

describe('a bonus of a coupon', () => {
  it('is multiplied by no tier and lifts nobody', () => {
    const { evaluation } = earned([goods(2000)], [fixed(100, [0])], { multiplier: 1.5 });
    expect(evaluation.grants.map(({ points, status }) => [points, status])).toEqual([
      [20, 20],
      [10, 10],
      [100, 0],
    ]);
  });

  it('multiplies what rules give for its lines, rounded down once', () => {
    const bonus = { from, gives: { times: 2.5 }, lines: [0, 2] };
    const { evaluation } = earned([goods(55), goods(9900), goods(55)], [bonus], { multiplier: 3 });
    expect(evaluation.grants.at(-1)).toMatchObject({
      points: 1,
      bonus: 'c',
      reason: { amount: 110, times: 2.5 },
    });
  });

  it('gives nothing for lines that earn nothing', () => {
    const free = [goods(0), goods(1000)];
    expect(earned(free, [fixed(100, [0])]).evaluation.points).toBe(10);
    expect(earned(free, [{ from, gives: { times: 2 }, lines: [0] }]).evaluation.points).toBe(10);
  });

  it('counts in the budgets that all share, and loses its part of them', () => {
    const { evaluation } = earned([goods(5000)], [fixed(50, [0])], {
      shared: [{ holder: 'club', points: 60 }],
    });
    expect(evaluation.grants.map(({ points }) => points)).toEqual([30, 30]);
    const most = mostGiven(
      [euroRule()],
      { ...purchaseOf([goods(5000)]), bonuses: [fixed(50, [0])] },
      defaultPointsPolicy,
    );
    expect([...most]).toEqual([
      ['base', 50],
      [null, 50],
    ]);
  });

  it('comes back with its goods in any order of returns, and never twice', () => {
    const anyLines = fc.array(
      fc.record({ gross: fc.integer({ min: 0, max: 9000 }), pieces: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        anyLines,
        fc.integer({ min: 1, max: 500 }),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (some, points, isFixed, chance) => {
          const lines = some.map(({ gross, pieces }) => goods(gross, { quantity: pieces * 1000 }));
          const on = lines.map((_, index) => index);
          const { stored } = earned(lines, [
            isFixed ? fixed(points, on) : { from, gives: { times: 2 }, lines: on },
          ]);
          const remaining = lines.map(({ quantity }) => quantity);
          let booked = { points: 0, status: 0 };
          for (;;) {
            const open = on.filter((line) => (remaining[line] ?? 0) > 0);
            const line = open[(chance.next().value ?? 0) % Math.max(1, open.length)];
            if (line === undefined) break;
            remaining[line] = (remaining[line] ?? 0) - 1000;
            const now = returnNow(stored, remaining, booked);
            expect(now.points).toBeGreaterThanOrEqual(0);
            booked = { points: booked.points + now.points, status: booked.status + now.status };
          }
          expect(booked).toEqual(stored.granted);
        },
      ),
      { numRuns: 200 },
    );
  });
});
