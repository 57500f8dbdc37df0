import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownScore, type ScorePart } from './own-score.ts';
import { tenthOf } from './tenths.ts';

const visits: ScorePart = { kind: 'number', points: 2, per: 1, most: 30 };
const spend: ScorePart = { kind: 'number', points: 1, per: 1000, most: 1000 };
const returns: ScorePart = { kind: 'number', points: -5, per: 1, most: 20 };
const bought: ScorePart = { kind: 'days-since', points: 40, halfLife: 30 };
const gold: ScorePart = { kind: 'condition', points: 15 };

describe('a score of the club', () => {
  it('adds what its parts give, and says how much each gave', () => {
    const score = ownScore([visits, spend, returns, bought, gold], [6, 12_999, 1, 30, 1]);
    expect(score).toEqual({ value: 12 + 12 - 5 + 20 + 15, parts: [12, 12, -5, 20, 15] });
  });

  it('stops at a cap, above and below', () => {
    expect(ownScore([visits, returns], [100, 100]).parts).toEqual([30, -20]);
  });

  it('halves points after each half-life, and gives all of them today', () => {
    expect([0, 30, 60, 365].map((days) => ownScore([bought], [days]).value)).toEqual([40, 20, 10, 0]);
    expect(ownScore([bought], [-1]).value).toBe(40);
  });

  it('gives nothing for what is not known, nor for members who do not fulfil a condition', () => {
    expect(ownScore([visits, bought, gold, gold], [null, null, null, 0])).toEqual({
      value: 0,
      parts: [0, 0, 0, 0],
    });
  });

  it('is exact for whole numbers, and never a negative zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (value, points, per) => {
          const part: ScorePart = { kind: 'number', points, per, most: Number.MAX_SAFE_INTEGER };
          const exact = Number((BigInt(value) * BigInt(points)) / BigInt(per));
          expect(ownScore([part], [value]).value).toBe(exact);
        },
      ),
    );
  });
});

describe('tenths', () => {
  it('are those of ntile: each has as many, or one more at the top', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 400 }), (count) => {
        const sizes = Array.from({ length: 10 }, () => 0);
        for (let rank = 1; rank <= count; rank += 1) {
          const tenth = tenthOf(rank, count) ?? 0;
          sizes[tenth - 1] = (sizes[tenth - 1] ?? 0) + 1;
        }
        const longer = count % 10;
        expect(sizes).toEqual(sizes.map((_, index) => Math.floor(count / 10) + (index < longer ? 1 : 0)));
      }),
    );
  });

  it('do not exist for fewer than ten', () => {
    expect(tenthOf(1, 9)).toBeNull();
    expect(tenthOf(1, 10)).toBe(1);
  });
});
