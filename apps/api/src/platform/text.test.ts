import { describe, expect, it } from 'vitest';
import { endOf, startOf } from './text.ts';

describe('a part of a text', () => {
  it('is as long as asked, or the whole text', () => {
    expect([startOf('coffee', 3), endOf('coffee', 3)]).toEqual(['cof', 'fee']);
    expect([startOf('tea', 9), endOf('tea', 9)]).toEqual(['tea', 'tea']);
  });

  it('has no half of a character', () => {
    expect(startOf('ab🦄c', 3)).toBe('ab');
    expect(startOf('ab🦄c', 4)).toBe('ab🦄');
    expect(endOf('a🦄bc', 3)).toBe('bc');
    expect(endOf('a🦄bc', 4)).toBe('🦄bc');
  });
});
