import { describe, expect, it } from 'vitest';
import { coming, earliestEffect, inForce, marksIn, mustAccept } from './texts.ts';

const at = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const terms = [
  { version: 1, effectiveFrom: at('2026-01-01') },
  { version: 2, effectiveFrom: at('2026-03-01') },
  { version: 3, effectiveFrom: at('2026-06-01') },
];

describe('legal texts', () => {
  it('names each place that is still to be written', () => {
    const text = 'Run by [… name]\n\n[A link](https://club.example) and [... more], [… and more]\n[…]';
    expect(marksIn(text)).toEqual([
      { line: 1, text: '[… name]' },
      { line: 3, text: '[... more]' },
      { line: 3, text: '[… and more]' },
      { line: 4, text: '[…]' },
    ]);
  });

  it('hold from their time on, the newest one', () => {
    expect(inForce(terms, at('2025-12-31'))).toBeUndefined();
    expect(inForce(terms, at('2026-03-01'))?.version).toBe(2);
    expect(inForce([...terms].reverse(), at('2027-01-01'))?.version).toBe(3);
    expect(coming(terms, at('2026-01-01'))?.version).toBe(2);
    expect(coming(terms, at('2026-06-01'))).toBeUndefined();
  });

  it('are to be accepted once they hold, not before', () => {
    expect(mustAccept([], null, at('2026-01-01'))).toBe(false);
    expect(mustAccept(terms, null, at('2025-01-01'))).toBe(false);
    expect(mustAccept(terms, null, at('2026-01-01'))).toBe(true);
    expect(mustAccept(terms, 1, at('2026-02-28'))).toBe(false);
    expect(mustAccept(terms, 1, at('2026-03-01'))).toBe(true);
    expect(mustAccept(terms, 3, at('2026-03-01'))).toBe(false);
  });

  it('take effect after the notice period, and never before an earlier version', () => {
    const now = at('2026-05-20');
    expect(earliestEffect([], 30, now)).toBe(now);
    expect(earliestEffect(terms.slice(0, 2), 30, now)).toBe(at('2026-06-19'));
    expect(earliestEffect(terms, 0, now)).toBe(at('2026-06-01'));
    expect(earliestEffect(terms.slice(0, 2), null, now)).toBe(now);
  });
});
