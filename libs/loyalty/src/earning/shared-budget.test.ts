import { describe, expect, it } from 'vitest';
import type { Grant } from './grant.ts';
import { keptOf, withinShared } from './shared-budget.ts';

const grant = (points: number, status = points): Grant => ({
  ruleId: `rule-${points}`,
  version: 1,
  kind: 'fixed-points',
  points,
  status,
  cappedFrom: null,
  cappedBy: null,
  reason: { kind: 'fixed', points, currency: 'EUR', minimum: 0 },
});
const pointsOf = (grants: readonly Grant[]): number[] => grants.map(({ points }) => points);

describe('grants within shared budgets', () => {
  it('lose in proportion, to the last point, and say why', () => {
    const trimmed = withinShared([grant(30), grant(10), grant(0)], [{ holder: 'location', points: 21 }]);
    expect(pointsOf(trimmed)).toEqual([16, 5, 0]);
    expect(trimmed[0]).toMatchObject({ status: 16, cappedFrom: 30, cappedBy: 'location' });
    expect(trimmed[2]).toMatchObject({ cappedFrom: null, cappedBy: null });
  });

  it('name the tightest budget, and keep what they would have given at first', () => {
    const shared = [
      { holder: 'location', points: 30 },
      { holder: 'club', points: 20 },
    ] as const;
    expect(withinShared([grant(40, 0)], shared)).toMatchObject([
      { points: 20, status: 0, cappedFrom: 40, cappedBy: 'club' },
    ]);
  });

  it('stay as they are if enough is left, and of nothing left give nothing', () => {
    expect(withinShared([grant(5)], [{ holder: 'club', points: 5 }])).toEqual([grant(5)]);
    expect(pointsOf(withinShared([grant(5)], [{ holder: 'club', points: 0 }]))).toEqual([0]);
  });

  it('keep what they got of a budget, not what was left', () => {
    const shared = [
      { holder: 'location', points: 500 },
      { holder: 'club', points: 40 },
    ] as const;
    expect(keptOf(shared, 40).map(({ points }) => points)).toEqual([40, 40]);
  });
});
