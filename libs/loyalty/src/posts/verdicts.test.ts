import { describe, expect, it } from 'vitest';
import { strictest } from './verdicts.ts';

const verdict = (name: 'shown' | 'censored' | 'held' | 'refused', by: number) => ({ verdict: name, by });

describe('verdicts about a text', () => {
  it.each([
    [['shown', 'censored', 'shown'], 'censored', 1],
    [['held', 'refused', 'refused'], 'refused', 1],
    [['censored', 'held', 'shown'], 'held', 1],
  ] as const)('of %j are %s', (names, expected, by) => {
    expect(strictest(names.map(verdict))).toEqual({ verdict: expected, by });
  });

  it('need a check', () => {
    expect(strictest([])).toBeUndefined();
  });
});
