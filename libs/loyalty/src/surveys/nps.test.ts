import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npsChange, npsCounts, npsOf, npsScales } from './nps.ts';

const counted = (detractors: number, passives: number, promoters: number) => ({
  detractors,
  passives,
  promoters,
});

describe('the score', () => {
  it('is the share of promoters minus that of detractors, with its plain standard error', () => {
    const nps = npsOf(counted(1, 2, 3));
    expect(nps?.score).toBeCloseTo(0.333, 3);
    expect(nps?.standardError).toBeCloseTo(0.304, 3);
  });

  it('has an adjusted interval: ¾, 1½ and ¾ more of each', () => {
    // Worked by hand: n 9, promoters 3.75/9, detractors 1.75/9, score 2/9, error √((5.5/9 − 4/81)/9) = 0.249828.
    const nps = npsOf(counted(1, 2, 3));
    expect(nps?.low).toBeCloseTo(2 / 9 - 1.959964 * 0.249828, 4);
    expect(nps?.high).toBeCloseTo(2 / 9 + 1.959964 * 0.249828, 4);
  });

  it('has an interval of some width when all are promoters', () => {
    const nps = npsOf(counted(0, 0, 10));
    expect(nps).toMatchObject({ score: 1, standardError: 0, high: 1 });
    expect(nps?.low).toBeCloseTo(0.475, 3);
  });

  it('is nothing without answers', () => {
    expect(npsOf(counted(0, 0, 0))).toBeNull();
    expect(npsChange(counted(0, 0, 0), counted(1, 2, 3))).toBeNull();
  });

  it('lies within −1 and 1 with its interval, and turns round with the answers', () => {
    const some = fc.nat({ max: 5000 });
    fc.assert(
      fc.property(some, some, some, (d, n, p) => {
        const nps = npsOf(counted(d, n, p));
        const turned = npsOf(counted(p, n, d));
        if (!nps || !turned) return d + n + p === 0;
        return (
          nps.low >= -1 &&
          nps.high <= 1 &&
          nps.low < nps.high &&
          Math.abs(nps.score + turned.score) < 1e-9 &&
          Math.abs(nps.low + turned.high) < 1e-9
        );
      }),
    );
  });
});

describe('scales', () => {
  it.each([
    ['0-10', [0, 6, 7, 8, 9, 10], counted(2, 2, 2)],
    ['1-10', [1, 6, 7, 8, 9, 10], counted(2, 2, 2)],
  ] as const)('%s', (name, answers, expected) => {
    expect(npsCounts(new Map(answers.map((answer) => [answer, 1])), npsScales[name])).toEqual(expected);
  });
});

describe('two waves', () => {
  it('differ by more than chance when there are many answers', () => {
    const change = npsChange(counted(90, 150, 160), counted(60, 140, 200));
    expect(change?.difference).toBeCloseTo(0.175, 3);
    // A z-test by hand: error √(0.5945/403 + 0.5275/403) = 0.0527, z = 3.29.
    expect(change?.p).toBeGreaterThan(0.0005);
    expect(change?.p).toBeLessThan(0.002);
  });

  it('may differ by chance when there are few', () => {
    const change = npsChange(counted(3, 5, 4), counted(2, 5, 5));
    expect(change?.p).toBeGreaterThan(0.4);
    expect(change?.low).toBeLessThan(0);
    expect(change?.high).toBeGreaterThan(0);
  });

  it('are alike when the answers are', () => {
    expect(npsChange(counted(3, 5, 4), counted(3, 5, 4))).toMatchObject({ difference: 0 });
    expect(npsChange(counted(3, 5, 4), counted(3, 5, 4))?.p).toBeCloseTo(1, 6);
  });
});
