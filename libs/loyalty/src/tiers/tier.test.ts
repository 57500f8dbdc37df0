import { describe, expect, it, test } from 'vitest';
import { nextTier, tierAfterReview, tierOf, tierReached, tiersPassed } from './tier.ts';

const ladder = [
  { code: 'gold', threshold: 1000 },
  { code: 'bronze', threshold: 0 },
  { code: 'silver', threshold: 500 },
];

test.each([
  [0, 'bronze', 'silver', 500],
  [17, 'bronze', 'silver', 483],
  [499, 'bronze', 'silver', 1],
  [500, 'silver', 'gold', 500],
  [1000, 'gold', undefined, undefined],
  [5000, 'gold', undefined, undefined],
])('a credit of %i is %s; next is %s, missing %s', (credit, code, next, missing) => {
  expect(tierOf(ladder, credit)?.code).toBe(code);
  expect(nextTier(ladder, credit)?.tier.code).toBe(next);
  expect(nextTier(ladder, credit)?.missing).toBe(missing);
});

test('below the lowest threshold there is no tier; without tiers there is no next', () => {
  const ladder = [{ code: 'silver', threshold: 500 }];
  expect(tierOf(ladder, 499)).toBeNull();
  expect(nextTier(ladder, 499)).toEqual({ tier: ladder[0], missing: 1 });
  expect([tierOf([], 5), nextTier([], 5)]).toEqual([null, null]);
});

test.each([
  [null, 0, 'bronze'],
  ['bronze', 499, undefined],
  ['bronze', 500, 'silver'],
  ['bronze', 1000, 'gold'],
  ['gold', 0, undefined],
  ['silver', 500, undefined],
])('from %s a credit of %i reaches %s', (from, credit, reached) => {
  const current = ladder.find(({ code }) => code === from) ?? null;
  expect(tierReached(ladder, current, credit)?.code).toBe(reached);
});

test.each([
  ['gold', 0, 'to-earned', 'bronze'],
  ['gold', 0, 'one-step', 'silver'],
  ['silver', 0, 'one-step', 'bronze'],
  ['gold', 500, 'one-step', 'silver'],
  ['gold', 1000, 'one-step', 'gold'],
  ['bronze', 1000, 'one-step', 'gold'],
  ['bronze', 0, 'one-step', 'bronze'],
  [null, 600, 'one-step', 'silver'],
] as const)('a review of %s with a credit of %i, %s, leads to %s', (from, credit, downgrade, to) => {
  const current = ladder.find(({ code }) => code === from) ?? null;
  expect(tierAfterReview(ladder, current, credit, downgrade)?.code).toBe(to);
});

test('a step below the lowest tier leads to none', () => {
  const [gold, , silver] = ladder;
  const steep = [gold, silver].filter((tier) => tier !== undefined);
  expect(tierAfterReview(steep, silver ?? null, 0, 'one-step')).toBeNull();
});

describe('the tiers that are passed', () => {
  const codes = (from: string | null, to: string | null) =>
    tiersPassed(ladder, { from, to }).map(({ code }) => code);
  const ladder = [
    { code: 'gold', threshold: 2000 },
    { code: 'bronze', threshold: 0 },
    { code: 'silver', threshold: 500 },
  ];

  it('are those above the first one, up to the last one, the lowest first', () => {
    expect(codes('bronze', 'gold')).toEqual(['silver', 'gold']);
    expect(codes(null, 'silver')).toEqual(['bronze', 'silver']);
  });

  it('are none on the way down, and none of a tier that is unknown', () => {
    expect(codes('gold', 'silver')).toEqual([]);
    expect(codes('bronze', 'lead')).toEqual([]);
  });
});
