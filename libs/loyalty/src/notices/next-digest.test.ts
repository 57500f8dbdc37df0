import { describe, expect, it } from 'vitest';
import { nextDigest } from './next-digest.ts';

const at = (text: string): number => Date.parse(text);

describe('the next summary', () => {
  it.each([
    ['day', '2026-11-30T07:00:00+01:00', '2026-12-01T08:00:00+01:00'],
    ['day', '2026-11-30T23:59:59+01:00', '2026-12-01T08:00:00+01:00'],
    // Monday.
    ['week', '2026-11-30T07:00:00+01:00', '2026-12-07T08:00:00+01:00'],
    ['week', '2026-12-06T23:00:00+01:00', '2026-12-07T08:00:00+01:00'],
    // Clocks change on that Sunday.
    ['week', '2027-03-27T12:00:00+01:00', '2027-03-29T08:00:00+02:00'],
  ] as const)('each %s, after %s, is at %s', (every, now, next) => {
    expect(nextDigest(every, at(now), 'Europe/Vienna')).toBe(at(next));
  });
});
