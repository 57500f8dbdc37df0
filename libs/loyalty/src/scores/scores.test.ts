import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byValue, classOf, ranked, usualShares } from './classes.ts';
import { shownOfCell } from './crowds.ts';
import { cutBetween, cutsOf, scoreOfLess, scoreOfMore, tellsApart, type Cuts } from './cuts.ts';
import { everyRfm, groupOf, isComparable, rfmScores, usualGroups, withoutGroup } from './rfm.ts';

const asNumber = (cuts: Cuts): number[] => cuts.map(({ whole, fifths }) => whole + fifths / 5);
const values = fc.array(fc.integer({ min: -1_000_000, max: 100_000_000 }), { minLength: 1, maxLength: 60 });

describe('cuts', () => {
  it('are type-7 quantiles, as R and NumPy work them out', () => {
    // quantile(c(1, 2, 4, 8, 16, 32), c(.2, .4, .6, .8)), in any order
    expect(asNumber(cutsOf([32, 4, 1, 16, 8, 2]))).toEqual([2, 4, 8, 16]);
    // quantile(c(3, 5, 6, 10), …)
    expect(asNumber(cutsOf([3, 5, 6, 10]))).toEqual([4.2, 5.2, 5.8, 7.6]);
    expect(asNumber(cutsOf([7]))).toEqual([7, 7, 7, 7]);
  });

  it('are exact where a floating point is not', () => {
    expect(cutBetween(0, 9_007_199_254_740_991, 4)).toEqual({ whole: 7_205_759_403_792_792, fifths: 4 });
    expect(cutBetween(-7, 5, 3)).toEqual({ whole: 0, fifths: 1 });
  });

  it('lie between their neighbours, in order', () => {
    fc.assert(
      fc.property(values, (all) => {
        const cuts = asNumber(cutsOf(all));
        expect(cuts).toEqual(cuts.toSorted((one, other) => one - other));
        expect(cuts[0]).toBeGreaterThanOrEqual(Math.min(...all));
        expect(cuts[3]).toBeLessThanOrEqual(Math.max(...all));
      }),
    );
  });

  it('give the same scores in cents and in euros', () => {
    fc.assert(
      fc.property(values, (euros) => {
        const inCents = euros.map((value) => value * 100);
        const [cuts, cutsInCents] = [cutsOf(euros), cutsOf(inCents)];
        expect(inCents.map((value) => scoreOfMore(cutsInCents, value))).toEqual(
          euros.map((value) => scoreOfMore(cuts, value)),
        );
      }),
    );
  });

  it('never part equal values, and more is never worse', () => {
    fc.assert(
      fc.property(values, (all) => {
        const cuts = cutsOf(all);
        const sorted = all.toSorted((one, other) => one - other);
        const scores = sorted.map((value) => scoreOfMore(cuts, value));
        for (const [place, value] of sorted.entries()) {
          const next = scores[place + 1] ?? 5;
          expect(scores[place]).toBeLessThanOrEqual(next);
          if (sorted[place + 1] === value) expect(scores[place]).toBe(next);
        }
      }),
    );
  });

  it('count as often as they occur', () => {
    // Most bought once: three cuts are 1, the last one is 2.
    const cuts = cutsOf([1, 1, 1, 1, 1, 1, 1, 2, 2, 9]);
    expect(asNumber(cuts)).toEqual([1, 1, 1, 2]);
    expect([1, 2, 9].map((purchases) => scoreOfMore(cuts, purchases))).toEqual([1, 4, 5]);
  });

  it('of days: the fewer, the better', () => {
    const cuts = cutsOf([0, 10, 20, 30, 40, 50]);
    expect([0, 10, 11, 50].map((days) => scoreOfLess(cuts, days))).toEqual([5, 5, 4, 1]);
  });
});

describe('who can be compared', () => {
  const cutsOfAll = (all: readonly number[]): Parameters<typeof isComparable>[1] => {
    const cuts = cutsOf(all);
    return { recency: cuts, frequency: cuts, monetary: cuts };
  };

  it('five buyers with some difference', () => {
    expect(isComparable(5, cutsOfAll([1, 2, 3, 4, 5]))).toBe(true);
    expect(isComparable(3, cutsOfAll([1, 2, 3]))).toBe(false);
    expect(isComparable(50, cutsOfAll([4, 4, 4, 4, 4]))).toBe(false);
    expect(tellsApart(cutsOf([4, 4, 4]))).toBe(false);
  });
});

describe('groups', () => {
  it('each combination of scores has one', () => {
    expect(everyRfm).toHaveLength(125);
    expect(withoutGroup(usualGroups)).toBeNull();
    expect(withoutGroup(usualGroups.slice(0, -1))).toEqual({ recency: 1, frequency: 1, monetary: 1 });
  });

  it('the first one that fits counts', () => {
    const cuts = {
      recency: cutsOf([1, 2, 3, 4, 5]),
      frequency: cutsOf([1, 2, 3, 4, 5]),
      monetary: cutsOf([1, 2, 3, 4, 5]),
    };
    const group = (days: number, purchases: number, value: number): string | undefined =>
      groupOf(usualGroups, rfmScores({ days, purchases, value }, cuts))?.key;
    expect(group(1, 5, 5)).toBe('champions');
    expect(group(1, 5, 1)).toBe('loyal');
    expect(group(5, 5, 5)).toBe('cannot-lose');
    expect(group(1, 1, 1)).toBe('new');
    expect(group(5, 1, 5)).toBe('lost');
    expect(new Set(everyRfm.map((scores) => groupOf(usualGroups, scores)?.key)).size).toBe(10);
  });
});

describe('A, B and C', () => {
  const classes = (amounts: readonly number[]): string => {
    const buyers = amounts
      .map((value, place) => ({ id: `m${String(place).padStart(2, '0')}`, value }))
      .toSorted(byValue);
    const total = amounts.reduce((sum, value) => sum + Math.max(value, 0), 0);
    return ranked(buyers, { rank: 0, upTo: 0 }, total, usualShares)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .map((each) => each.class)
      .join('');
  };

  it('of a list worked out by hand', () => {
    // 100 together: 40 + 30 = 70, the third crosses 80 and is still A; 85, 92, then 96 crosses 95 and is still B.
    expect(classes([40, 30, 15, 7, 4, 2, 1, 1])).toBe('AAABBCCC');
    // Exactly 80 and exactly 95: the next one is in the lower class.
    expect(classes([80, 15, 5])).toBe('ABC');
  });

  it('ties go by id, and nobody with nothing left is better than C', () => {
    expect(classes([10, 10, 10, 10, 10])).toBe('AAAAB');
    expect(classes([0, 100, -40, 0])).toBe('CACC');
    expect(classes([0, -1])).toBe('CC');
  });

  it('are exact for the largest sums', () => {
    const total = 9_007_199_254_740_990;
    expect(classOf(1, (total / 10) * 8 - 1, total, usualShares)).toBe('A');
    expect(classOf(1, (total / 10) * 8, total, usualShares)).toBe('B');
  });

  it('go on page by page', () => {
    fc.assert(
      fc.property(values, fc.nat(60), (amounts, border) => {
        const buyers = amounts.map((value, place) => ({ id: String(place), value })).toSorted(byValue);
        const total = amounts.reduce((sum, value) => sum + Math.max(value, 0), 0);
        const whole = ranked(buyers, { rank: 0, upTo: 0 }, total, usualShares);
        const first = ranked(buyers.slice(0, border), { rank: 0, upTo: 0 }, total, usualShares);
        const last = first.at(-1) ?? { rank: 0, upTo: 0 };
        expect([...first, ...ranked(buyers.slice(border), last, total, usualShares)]).toEqual(whole);
      }),
    );
  });
});

it('members who allow no profiling count only among twenty', () => {
  const allowed = { members: 3, value: 900 };
  expect(shownOfCell(allowed, { members: 19, value: 100 })).toEqual(allowed);
  expect(shownOfCell(allowed, { members: 20, value: 100 })).toEqual({ members: 23, value: 1000 });
});
