import { expect, it } from 'vitest';
import { drawnOrder, drawRefusal, givesSamples, productTestState } from './product-test.ts';

const lot = { allotment: 'lot', applyUntil: 100, isDrawn: false, isEnded: false } as const;
const first = { ...lot, allotment: 'first-come' } as const;

it.each([
  [{}, 99, 'open'],
  [{}, 100, 'closed'],
  [{ isDrawn: true }, 100, 'drawn'],
  [{ isDrawn: true, isEnded: true }, 100, 'ended'],
  [{ isEnded: true }, 50, 'ended'],
])('with %j at %d is %s', (change, now, state) => {
  expect(productTestState({ ...lot, ...change }, now)).toBe(state);
});

it.each([
  [first, true],
  [{ ...first, isEnded: true }, false],
  [lot, false],
  [{ ...lot, isDrawn: true }, true],
  [{ ...lot, isDrawn: true, isEnded: true }, false],
])('%j gives samples: %s', (terms, gives) => {
  expect(givesSamples(terms)).toBe(gives);
});

it.each([
  [lot, 99, 'applications-open'],
  [lot, 100, null],
  [{ ...lot, isDrawn: true }, 100, 'already-drawn'],
  [{ ...lot, isEnded: true }, 100, 'nothing-to-draw'],
  [first, 100, 'nothing-to-draw'],
])('%j at %d refuses a draw with %s', (terms, now, refusal) => {
  expect(drawRefusal(terms, now)).toBe(refusal);
});

const ids = Array.from({ length: 20 }, (_, at) => `application-${at}`);

it('draws the same order for the same seed, in whatever order members applied', () => {
  expect(drawnOrder(ids.toReversed(), 'seed')).toEqual(drawnOrder(ids, 'seed'));
  expect(drawnOrder(ids, 'seed').toSorted()).toEqual(ids.toSorted());
  expect(drawnOrder(ids, 'other seed')).not.toEqual(drawnOrder(ids, 'seed'));
});

it('gives each the same chance: over 4,000 draws everyone is first about 200 times', () => {
  const firsts = new Map<string, number>();
  for (let draw = 0; draw < 4000; draw += 1) {
    const [winner = ''] = drawnOrder(ids, `seed ${draw}`);
    firsts.set(winner, (firsts.get(winner) ?? 0) + 1);
  }
  // Four standard deviations.
  for (const id of ids) expect(Math.abs((firsts.get(id) ?? 0) - 200)).toBeLessThan(56);
});
