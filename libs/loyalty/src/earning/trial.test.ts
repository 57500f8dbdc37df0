import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isInTrial } from './trial.ts';

const members = Array.from({ length: 100_000 }, () => randomUUID());
const [rule, other] = [randomUUID(), randomUUID()];
const inTrial = (ruleId: string, share: number): string[] =>
  members.filter((id) => isInTrial(id, ruleId, share));
/** Six standard deviations: it fails once in many millions of runs. */
const bound = (expected: number): number => 6 * Math.sqrt(expected);

describe('the members of a trial', () => {
  it.each([1, 20, 90])('are %i percent', (share) => {
    const expected = members.length * (share / 100);
    expect(Math.abs(inTrial(rule, share).length - expected)).toBeLessThan(bound(expected));
  });

  it('are an even share of ids that follow each other', () => {
    const ids = Array.from(
      { length: 100_000 },
      (_, index) => `01900000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
    );
    const found = ids.filter((id) => isInTrial(id, rule, 20)).length;
    expect(Math.abs(found - 20_000)).toBeLessThan(bound(20_000));
  });

  it('stay in when the share grows', () => {
    const larger = new Set(inTrial(rule, 30));
    expect(inTrial(rule, 10).filter((id) => !larger.has(id))).toEqual([]);
  });

  it('do not depend on the trial of another rule', () => {
    const second = new Set(inTrial(other, 20));
    const both = inTrial(rule, 20).filter((id) => second.has(id)).length;
    expect(Math.abs(both - 4000)).toBeLessThan(bound(4000));
  });

  it('are the same ones in every release', () => {
    const known = '0197c0de-1111-7000-8000-000000000001';
    const places = [1, 2, 3, 4, 5, 6, 7, 8].map((digit) =>
      isInTrial(known, `0197c0de-2222-7000-8000-00000000000${digit}`, 50),
    );
    expect(places).toEqual([false, false, true, true, true, false, false, true]);
  });
});
