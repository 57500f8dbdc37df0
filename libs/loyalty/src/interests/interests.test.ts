import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../clock.ts';
import {
  interestHeldUntil,
  interestScore,
  interestShares,
  observedSources,
  usualInterestRules,
  type InterestRules,
  type InterestSignal,
  type KnownInterest,
} from './interests.ts';

const at = Date.parse('2026-11-22T09:00:00Z');
const bought = (strength: number): InterestSignal => ({ source: 'purchases', strength, at });
const known = (...signals: InterestSignal[]): KnownInterest => ({ stated: false, signals });

describe('the score of an interest', () => {
  it('adds what each source gives, and fades by halves', () => {
    const tea = known(bought(4), { source: 'communities', strength: 1, at });
    expect(interestScore(tea, usualInterestRules, at)).toBe(60);
    expect(interestShares(tea, usualInterestRules, at + 180 * dayMs)[0]).toEqual({
      source: 'purchases',
      points: 20,
    });
    expect(interestScore({ ...tea, stated: true }, usualInterestRules, at)).toBe(100);
  });

  it('takes nothing of a source that is switched off', () => {
    const { purchases } = usualInterestRules.sources;
    const rules = {
      ...usualInterestRules,
      sources: { ...usualInterestRules.sources, purchases: { ...purchases, on: false } },
    };
    expect(interestShares(known(bought(9)), rules, at)).toEqual([]);
    expect(interestHeldUntil(known(bought(9)), rules)).toBeUndefined();
  });
});

describe('until when an interest counts', () => {
  it('is for good if the member stated it or if it never fades', () => {
    const { purchases } = usualInterestRules.sources;
    const lasting = {
      ...usualInterestRules,
      sources: { ...usualInterestRules.sources, purchases: { ...purchases, halfLifeDays: null } },
    };
    expect(interestHeldUntil({ stated: true, signals: [] }, usualInterestRules)).toBeNull();
    expect(interestHeldUntil(known(bought(3)), lasting)).toBeNull();
  });

  it('is when half of it is left, if that is the threshold', () => {
    expect(interestHeldUntil(known(bought(6)), usualInterestRules)).toBe(at + 180 * dayMs);
    expect(interestHeldUntil(known(bought(2.9)), usualInterestRules)).toBeUndefined();
    expect(interestHeldUntil(known(), usualInterestRules)).toBeUndefined();
  });

  const rule = fc.record({
    on: fc.boolean(),
    weight: fc.integer({ min: 1, max: 100 }),
    halfLifeDays: fc.option(fc.integer({ min: 7, max: 3650 })),
  });
  const rules: fc.Arbitrary<InterestRules> = fc.record({
    threshold: fc.integer({ min: 1, max: 100 }),
    sources: fc.record({
      stated: fc.record({ weight: fc.integer({ min: 1, max: 100 }) }),
      purchases: rule,
      communities: rule,
      gatherings: rule,
      reactions: rule,
    }),
  });
  const signals = fc.uniqueArray(
    fc.record({
      source: fc.constantFrom(...observedSources),
      strength: fc.double({ min: 0.01, max: 500, noNaN: true }),
      at: fc.integer({ min: at - 400 * dayMs, max: at }),
    }),
    { selector: ({ source }) => source },
  );

  it('is the last moment with enough points', () => {
    fc.assert(
      fc.property(rules, signals, (chosen, seen) => {
        const until = interestHeldUntil({ stated: false, signals: seen }, chosen);
        const pointsAt = (moment: number): number =>
          interestShares({ stated: false, signals: seen }, chosen, moment).reduce(
            (sum, { points }) => sum + points,
            0,
          );
        const newest = Math.max(
          ...seen.filter(({ source }) => chosen.sources[source].on).map((each) => each.at),
        );
        if (until === undefined) expect(pointsAt(newest)).toBeLessThan(chosen.threshold);
        else if (until === null) expect(pointsAt(newest + 1e12)).toBeGreaterThanOrEqual(chosen.threshold);
        else {
          expect(pointsAt(until)).toBeGreaterThanOrEqual(chosen.threshold);
          expect(pointsAt(until + 1)).toBeLessThan(chosen.threshold);
        }
      }),
    );
  });
});
