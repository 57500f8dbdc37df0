import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  countable,
  fillsLeft,
  onCard,
  owedBefore,
  resume,
  retreat,
  type Fill,
  type Goal,
  type Progress,
} from '../index.ts';

const ten: Goal = { goal: 10, repeats: true, mostFilled: null };
const at = (counted: number, used = 0): Progress => ({ counted, used });
const fill = (id: string, more: Partial<Fill> = {}): Fill => ({
  id,
  goal: 10,
  state: 'given',
  rewardUsed: false,
  changedBy: null,
  ...more,
});
const ids = (fills: readonly Fill[]): string[] => fills.map(({ id }) => id);

describe('counting', () => {
  test('fills a card with the tenth stamp, and the next one begins', () => {
    expect(advance(at(8), 1, 10, Infinity)).toEqual({ progress: at(9), fills: 0 });
    expect(advance(at(8), 3, 10, Infinity)).toEqual({ progress: at(11, 10), fills: 1 });
    expect(onCard(at(11, 10))).toBe(1);
  });

  test('fills several at once', () => {
    expect(advance(at(5), 27, 10, Infinity)).toEqual({ progress: at(32, 30), fills: 3 });
  });

  test('fills one only once if it does not repeat', () => {
    const once = { ...ten, repeats: false };
    expect(advance(at(5), 27, 10, fillsLeft(once, 0, 0)).fills).toBe(1);
    expect(advance(at(5), 27, 10, fillsLeft(once, 1, 1)).fills).toBe(0);
  });

  test('fills no more cards than a member may have, in all periods together', () => {
    const twice = { ...ten, mostFilled: 2 };
    expect([fillsLeft(twice, 0, 0), fillsLeft(twice, 1, 1), fillsLeft(twice, 0, 2)]).toEqual([2, 1, 0]);
    expect(fillsLeft({ ...twice, repeats: false }, 0, 1)).toBe(1);
    expect(fillsLeft({ ...twice, repeats: false }, 1, 1)).toBe(0);
    expect(fillsLeft({ ...twice, mostFilled: 1 }, 1, 3)).toBe(0);
  });

  test('of one purchase fills at most 50 cards', () => {
    expect([countable(1_000_000, { goal: 500 }), countable(700, { goal: 500 })]).toEqual([25_000, 700]);
    // The goal was lowered: what is above waits for the next purchase.
    const first = advance(at(99_000), 500, 100, Infinity);
    expect(first).toEqual({ progress: at(99_500, 5000), fills: 50 });
    expect(advance(first.progress, 100, 100, Infinity).fills).toBe(50);
  });
});

describe('a return', () => {
  test('takes stamps from the open card first', () => {
    expect(retreat(at(13, 10), 2, [fill('a')])).toEqual({
      progress: at(11, 10),
      withdrawn: [],
      kept: [],
    });
  });

  test('withdraws the newest card whose reward is unused', () => {
    const { progress, withdrawn, kept } = retreat(at(31, 30), 2, [
      fill('a'),
      fill('b'),
      fill('c', { rewardUsed: true }),
    ]);
    expect([progress, ids(withdrawn), ids(kept)]).toEqual([at(29, 20), ['b'], []]);
  });

  test('keeps a used reward, and what it took must be counted again', () => {
    const after = retreat(at(12, 10), 6, [fill('a', { rewardUsed: true })]);
    expect([after.progress, ids(after.withdrawn), ids(after.kept)]).toEqual([at(6, 10), [], ['a']]);
    expect([onCard(after.progress), owedBefore(after.progress)]).toEqual([0, 4]);
    expect(advance(after.progress, 13, 10, Infinity)).toEqual({ progress: at(19, 10), fills: 0 });
    expect(advance(after.progress, 14, 10, Infinity).fills).toBe(1);
  });

  test('that was a mistake gives the same card again', () => {
    const changed = [fill('a', { state: 'withdrawn', changedBy: 'r' })];
    expect(resume(at(8), 3, ten, { fills: changed, elsewhere: 0, returnId: 'r' })).toEqual({
      progress: at(11, 10),
      restored: changed,
      settled: [],
      fills: 0,
    });
    expect(ids(resume(at(8), 3, ten, { fills: changed, elsewhere: 0, returnId: 'other' }).restored)).toEqual(
      [],
    );
  });

  test('that was a mistake gives no card again that another purchase has filled since', () => {
    const fills = [fill('a', { state: 'withdrawn', changedBy: 'r' }), fill('b')];
    const once = { ...ten, mostFilled: 1 };
    expect(resume(at(12, 10), 10, once, { fills, elsewhere: 0, returnId: 'r' })).toMatchObject({
      progress: at(22, 10),
      restored: [],
      fills: 0,
    });
    expect(
      resume(at(8), 3, once, { fills: fills.slice(0, 1), elsewhere: 1, returnId: 'r' }).restored,
    ).toEqual([]);
  });

  test('that was a mistake fills a further card if later purchases make it full', () => {
    expect(resume(at(7), 5, ten, { fills: [], elsewhere: 0, returnId: 'r' })).toMatchObject({
      progress: at(12, 10),
      fills: 1,
    });
  });
});

test('whatever is bought, returned and used: rewards are never more than was paid for when they were given', () => {
  const step = fc.oneof(
    fc.record({ buy: fc.integer({ min: 1, max: 25 }) }),
    fc.record({ back: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ use: fc.integer({ min: 0, max: 5 }) }),
    fc.constant({ redo: true as const }),
  );
  let [withdrawals, restored] = [0, 0];
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (steps, goal) => {
      const terms = { goal, repeats: true, mostFilled: null };
      let progress = at(0);
      let fills: Fill[] = [];
      const bought: number[] = [];
      let last: { id: string; less: number } | null = null;
      const change = (changed: readonly Fill[], to: Partial<Fill>) => {
        const of = new Set(ids(changed));
        fills = fills.map((each) => (of.has(each.id) ? { ...each, ...to } : each));
      };
      const filled = (count: number) => {
        for (let more = 0; more < count; more += 1) fills.push(fill(String(fills.length), { goal }));
      };
      for (const [index, each] of steps.entries()) {
        const standing = fills.filter(({ state }) => state !== 'withdrawn');
        if ('buy' in each) {
          bought.push(each.buy);
          const after = advance(progress, each.buy, goal, Infinity);
          progress = after.progress;
          filled(after.fills);
        } else if ('back' in each) {
          const less = bought[each.back] ?? 0;
          bought[each.back] = 0;
          const after = retreat(progress, less, fills);
          progress = after.progress;
          withdrawals += after.withdrawn.length;
          last = { id: `return-${index}`, less };
          change(after.withdrawn, { state: 'withdrawn', changedBy: last.id });
          change(after.kept, { state: 'kept', changedBy: last.id });
        } else if ('use' in each) {
          const used = standing[each.use];
          if (used) change([used], { rewardUsed: true });
        } else if (last) {
          const after = resume(progress, last.less, terms, { fills, elsewhere: 0, returnId: last.id });
          bought.push(last.less);
          progress = after.progress;
          restored += after.restored.length;
          change(after.restored, { state: 'given', changedBy: null });
          change(after.settled, { state: 'given', changedBy: null });
          filled(after.fills);
          last = null;
        }
        const now = fills.filter(({ state }) => state !== 'withdrawn');
        expect(progress.counted).toBe(bought.reduce((sum, pieces) => sum + pieces, 0));
        expect(progress.used).toBe(now.length * goal);
        expect(onCard(progress)).toBeLessThan(goal);
        // Only rewards that were used can be more than was bought.
        if (owedBefore(progress) > 0) expect(now.every(({ rewardUsed }) => rewardUsed)).toBe(true);
      }
    }),
    // So many that some of them surely take back a mistaken return.
    { numRuns: 1000 },
  );
  expect(Math.min(withdrawals, restored)).toBeGreaterThan(0);
});
