import { describe, expect, it } from 'vitest';
import { appealUntil, consequenceOf, isUndoable, mayAnswerAppeal } from './decision.ts';

const day = 86_400_000;
const then = { at: 0, isUndone: false, restricts: true, isAppealed: false };
const times = { days: 3, warnings: 0, silenceDays: 7 };

describe('a decision', () => {
  it('silences for its days, or with the second warning', () => {
    expect(consequenceOf('silence', times)).toEqual({ silencedDays: 3, banned: false });
    expect(consequenceOf('warn', times)).toEqual({ silencedDays: null, banned: false });
    expect(consequenceOf('warn', { ...times, warnings: 1 })).toEqual({ silencedDays: 7, banned: false });
    expect(consequenceOf('ban', times)).toEqual({ silencedDays: null, banned: true });
    expect(consequenceOf('none', times)).toEqual({ silencedDays: null, banned: false });
  });

  it('can be appealed for some days, once, if it took something', () => {
    expect(appealUntil(then, 14, 13 * day)).toBe(14 * day);
    expect(appealUntil(then, 14, 14 * day)).toBeNull();
    expect(appealUntil({ ...then, restricts: false }, 14, 0)).toBeNull();
    expect(appealUntil({ ...then, isAppealed: true }, 14, 0)).toBeNull();
    expect(appealUntil({ ...then, isUndone: true }, 14, 0)).toBeNull();
  });

  it('is undone on its day, before an appeal', () => {
    expect(isUndoable(then, day - 1)).toBe(true);
    expect(isUndoable(then, day)).toBe(false);
    expect(isUndoable({ ...then, isAppealed: true }, 0)).toBe(false);
  });

  it('is reviewed by someone else, unless there is nobody else', () => {
    const own = { deciderId: 'a', answererId: 'a' };
    expect(mayAnswerAppeal({ ...own, deciders: 2 })).toBe(false);
    expect(mayAnswerAppeal({ ...own, deciders: 1 })).toBe(true);
    expect(mayAnswerAppeal({ ...own, answererId: 'b', deciders: 2 })).toBe(true);
  });
});
