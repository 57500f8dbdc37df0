import { describe, expect, it } from 'vitest';
import { quietUntil } from './contact-limits.ts';

const at = (text: string): number => Date.parse(text);
const night = { from: 20, until: 8 };

describe('quiet hours', () => {
  it.each([
    ['2026-11-22T19:59:59+01:00', null],
    ['2026-11-22T20:00:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['2026-11-23T00:00:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['2026-11-23T07:59:59+01:00', '2026-11-23T08:00:00+01:00'],
    ['2026-11-23T08:00:00+01:00', null],
    // The night in which clocks change has another length.
    ['2026-03-28T22:00:00+01:00', '2026-03-29T08:00:00+02:00'],
    ['2026-10-24T22:00:00+02:00', '2026-10-25T08:00:00+01:00'],
  ])('at %s: until %s', (now, until) => {
    expect(quietUntil(at(now), 'Europe/Vienna', night)).toBe(until && at(until));
  });

  it('may lie within a day, or not be', () => {
    const noon = at('2026-11-22T12:30:00+01:00');
    expect(quietUntil(noon, 'Europe/Vienna', { from: 12, until: 14 })).toBe(at('2026-11-22T14:00:00+01:00'));
    expect(quietUntil(noon, 'Europe/Vienna', { from: 13, until: 14 })).toBeNull();
    expect(quietUntil(noon, 'Europe/Vienna', { from: 12, until: 12 })).toBeNull();
    expect(quietUntil(noon, 'Europe/Vienna', null)).toBeNull();
  });
});
