import { describe, expect, it } from 'vitest';
import { beforeText, costText, differenceText, verdictText } from './share-trial-words.ts';

const open = { mean: 210.4, low: -40.2, high: 460 };
const more = { mean: 210, low: 12, high: 408 };
const less = { mean: -210, low: -408, high: -12 };

describe('the words for a difference', () => {
  it('name the amount and its interval', () => {
    expect(differenceText(open, 'EUR')).toBe(
      'Members in the trial spent €2.10 more each. With 95% certainty, the true difference is between −€0.40 and €4.60.',
    );
    expect(differenceText(less, 'EUR')).toContain('€2.10 less each');
    expect(differenceText({ mean: -0.3, low: -0.4, high: 0.2 }, 'EUR')).toBe(
      'Members in the trial spent as much as the others. With 95% certainty, the true difference is between €0.00 and €0.00.',
    );
  });

  it('say how certain it is', () => {
    expect(verdictText(open, true)).toContain('not certain yet');
    expect(verdictText(open, false)).toContain('not certain:');
    expect(verdictText(more, true)).toContain('brings revenue');
    expect(verdictText(less, true)).toContain('costs revenue');
    expect(beforeText(open)).toContain('alike');
    expect(beforeText(more)).toContain('already differed');
  });

  it('compare the costs', () => {
    const part = { members: 1, buyers: 1, purchases: 1, revenue: 0, points: 0, cost: 0, revenuePerMember: 0 };
    const parts = (inside: number, out: number) => ({
      currency: 'EUR',
      parts: { in: { ...part, costPerMember: inside }, out: { ...part, costPerMember: out } },
    });
    expect(costText(parts(40, 10))).toContain('cost €0.30 more');
    expect(costText(parts(10, 40))).toContain('cost €0.30 less');
    expect(costText(parts(10.1, 10))).toContain('cost the same');
  });
});
