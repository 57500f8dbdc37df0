import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoOf } from '../../clock.ts';
import { celebratedDays, joiningDays, type CelebratedDay } from './celebrated-days.ts';

const hour = 3_600_000;
const at = (text: string): number => Date.parse(text);
const last = (now: string, zone = 'Europe/Berlin') => celebratedDays(at(now), zone).at(-1);

describe('the days that are celebrated', () => {
  it('begin at 00:10 in the zone of the club', () => {
    expect(last('2026-06-30T22:09:59Z')?.days).toEqual([630]);
    expect(last('2026-06-30T22:10:00Z')).toMatchObject({
      year: 2026,
      at: at('2026-06-30T22:10:00Z'),
      days: [701],
    });
  });

  it('are the same two days later, so that a standstill loses none', () => {
    expect(
      celebratedDays(at('2026-01-01T12:00:00Z'), 'Europe/Berlin').map(({ year, days }) => [year, days]),
    ).toEqual([
      [2025, [1230]],
      [2025, [1231]],
      [2026, [101]],
    ]);
  });

  it('have 29 February on the 28th, unless the year has one', () => {
    expect(last('2027-02-28T12:00:00Z')?.days).toEqual([228, 229]);
    expect(last('2027-03-01T12:00:00Z')?.days).toEqual([301]);
    expect(last('2028-02-28T12:00:00Z')?.days).toEqual([228]);
    expect(last('2028-02-29T12:00:00Z')?.days).toEqual([229]);
  });

  it('begin later if a clock change skips midnight', () => {
    // Clocks in Beirut went from 00:00 to 01:00.
    expect(isoOf(last('2024-03-31T12:00:00Z', 'Asia/Beirut')?.at ?? 0)).toBe('2024-03-30T22:10:00Z');
    expect(isoOf(last('2026-10-25T12:00:00Z')?.at ?? 0)).toBe('2026-10-24T22:10:00Z');
  });

  it('contain each day of the year once in a year, whenever one looks', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia');
    const day = fc.constantFrom(228, 229, 301, 329, 1025, 1231, 101);
    const start = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(zones, day, fc.integer({ min: 2024, max: 2029 }), start, (zone, wanted, year, first) => {
        const found = new Set<string>();
        // Once a day, at any hour, also in the days after.
        for (let now = Date.UTC(year - 1, 11, 28, first); now < Date.UTC(year + 1, 0, 5); now += 24 * hour)
          for (const each of celebratedDays(now, zone))
            if (each.year === year && each.days.includes(wanted)) found.add(isoOf(each.at));
        expect(found.size).toBe(1);
      }),
      { numRuns: 20 },
    );
  });
});

describe('who joined', () => {
  const joined = (now: string, of: number): string[] => {
    const [day] = celebratedDays(at(now), 'Europe/Berlin').slice(-1) as [CelebratedDay];
    return joiningDays(day, 'Europe/Berlin')
      .filter(({ from }) => new Date(from + 12 * hour).getUTCFullYear() === of)
      .map(({ from, until }) => `${isoOf(from)} ${(until - from) / hour}`);
  };

  it('on the local day of an earlier year has the anniversary, also in a night when the clocks change', () => {
    expect(joined('2026-06-30T22:10:00Z', 2025)).toEqual(['2025-06-30T22:00:00Z 24']);
    expect(joined('2026-03-30T12:00:00Z', 2025)).toEqual(['2025-03-29T23:00:00Z 23']);
    expect(joined('2027-10-26T12:00:00Z', 2025)).toEqual(['2025-10-25T22:00:00Z 25']);
    expect(joined('2026-06-30T22:10:00Z', 2026)).toEqual([]);
  });

  it('on 29 February has it on the 28th, unless the year has one', () => {
    expect(joined('2027-02-28T12:00:00Z', 2024)).toEqual([
      '2024-02-27T23:00:00Z 24',
      '2024-02-28T23:00:00Z 24',
    ]);
    expect(joined('2027-02-28T12:00:00Z', 2025)).toEqual(['2025-02-27T23:00:00Z 24']);
    expect(joined('2028-02-29T12:00:00Z', 2024)).toEqual(['2024-02-28T23:00:00Z 24']);
    expect(joined('2028-02-29T12:00:00Z', 2025)).toEqual([]);
  });
});
