import { describe, expect, it } from 'vitest';
import { bookkeepingEnds, erasesAt, likelyCountry, proofEnds, usualRetention } from './retention.ts';

const at = (text: string): number => Date.parse(text);
const zone = 'Europe/Berlin';

describe('the retention period', () => {
  it('is chosen by the time zone', () => {
    expect(['Europe/Berlin', 'Europe/Vienna', 'Europe/Prague', 'Asia/Tokyo'].map(likelyCountry)).toEqual([
      'de',
      'at',
      'cz',
      'de',
    ]);
  });

  it('counts days from the closing', () => {
    expect(erasesAt(at('2026-11-01T10:00:00Z'), usualRetention.de)).toBe(at('2026-12-01T10:00:00Z'));
  });

  it('of vouchers counts years from the end of the local calendar year', () => {
    // Half an hour before midnight in London it is the next year in Berlin.
    expect(bookkeepingEnds(at('2025-12-31T22:30:00Z'), 8, zone)).toBe(at('2033-12-31T23:00:00Z'));
    expect(bookkeepingEnds(at('2025-12-31T23:30:00Z'), 8, zone)).toBe(at('2034-12-31T23:00:00Z'));
  });

  it('of a proof counts years from the last statement', () => {
    expect(proofEnds(at('2024-02-29T10:00:00Z'), 5, zone)).toBe(at('2029-02-28T10:00:00Z'));
  });

  it('of zero years keeps nothing', () => {
    expect([bookkeepingEnds(0, 0, zone), proofEnds(0, 0, zone)]).toEqual([null, null]);
  });
});
