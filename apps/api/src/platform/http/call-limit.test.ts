import { describe, expect, it } from 'vitest';
import { limitHeaders, nearestLimit, type CallLimit } from './call-limit.ts';

const limit = (parts: Partial<CallLimit>): CallLimit => ({
  name: 'calls',
  most: 100,
  seconds: 60,
  left: 40,
  resetSeconds: 12,
  ...parts,
});

describe('the rate limits of a call', () => {
  it('use the header names of the draft', () => {
    expect(limitHeaders(limit({ resetSeconds: 11.2, left: -1 }))).toEqual([
      ['ratelimit-policy', '"calls";q=100;w=60'],
      ['ratelimit', '"calls";r=0;t=12'],
    ]);
  });

  it('show the limit that is closest to being hit', () => {
    const near = limit({ name: 'codes', most: 20, left: 3 });
    expect(nearestLimit([limit({}), near, limit({ left: 20 })])).toBe(near);
    const longer = limit({ left: 3, resetSeconds: 900 });
    expect(nearestLimit([near, longer])).toBe(longer);
    expect(nearestLimit([])).toBeUndefined();
  });
});
