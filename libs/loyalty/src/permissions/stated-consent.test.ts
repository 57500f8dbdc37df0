import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeStated, type Said } from './stated-consent.ts';

const day = 86_400_000;
const yes = (at: number): Said => ({ at, granted: true });
const no = (at: number): Said => ({ at, granted: false });
const now = 100 * day;

describe('a statement of a file about a consent', () => {
  it.each([
    ['counts where nothing is known', [], yes(day), { storedAt: day, left: null }],
    ['counts if it is later', [no(day)], yes(2 * day), { storedAt: 2 * day, left: null }],
    ['withdraws if it is later', [yes(day)], no(2 * day), { storedAt: 2 * day, left: null }],
    ['does not override a later withdrawal', [no(3 * day)], yes(day), { storedAt: day, left: 'older' }],
    ['does not override a later consent', [yes(3 * day)], no(day), { storedAt: day, left: 'older' }],
    ['proves what counts, if it is older', [yes(3 * day)], yes(day), { storedAt: day, left: null }],
    ['of the same moment gives way to a refusal', [no(day)], yes(day), { storedAt: null, left: 'older' }],
    ['of the same moment counts as a refusal', [yes(day)], no(day), { storedAt: day + 1, left: null }],
    ['is known already', [yes(day)], yes(day), { storedAt: null, left: null }],
    ['is known as the stricter one', [yes(day), no(day + 1)], no(day), { storedAt: null, left: null }],
  ])('%s', (_, said, stated, verdict) => {
    expect(judgeStated(said, stated, now)).toEqual(verdict);
  });

  it.each([
    ['counts where nothing is known', [], true, { storedAt: now, left: null }],
    ['says nothing new', [yes(day)], true, { storedAt: null, left: null }],
    ['gives way to what is known', [no(day)], true, { storedAt: null, left: 'undated' }],
    ['gives way to a consent too', [yes(day)], false, { storedAt: null, left: 'undated' }],
  ])('without a moment %s', (_, said, granted, verdict) => {
    expect(judgeStated(said, { at: null, granted }, now)).toEqual(verdict);
  });

  it('never makes a consent of what was refused later or at once, and twice is once', () => {
    const word = fc.record({ at: fc.integer({ min: 0, max: 6 }), granted: fc.boolean() });
    const lastOf = (all: readonly Said[]): Said | undefined =>
      all.reduce<Said | undefined>((last, each) => (last && last.at > each.at ? last : each), undefined);
    fc.assert(
      fc.property(fc.uniqueArray(word, { selector: ({ at }) => at }), word, (said, stated) => {
        const { storedAt } = judgeStated(said, stated, now);
        const after =
          storedAt === null
            ? said
            : [...said.filter(({ at }) => at !== storedAt), { ...stated, at: storedAt }];
        const before = lastOf(said);
        if (before && !before.granted && before.at >= stated.at) expect(lastOf(after)?.granted).toBe(false);
        if (!stated.granted && (before?.at ?? -1) <= stated.at) expect(lastOf(after)?.granted).toBe(false);
        expect(judgeStated(after, stated, now).storedAt).toBeNull();
      }),
    );
  });
});
