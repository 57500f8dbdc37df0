import { describe, expect, it, test } from 'vitest';
import { numberedDate, writtenDate, type DateOrder } from './dates.ts';
import { DateEvidence, dateColumns } from './guess-dates.ts';

const now = new Date('2026-11-25T12:00:00Z');
const read = (cell: string, order: DateOrder): string => {
  const date = writtenDate(cell, order, now);
  if (!date) return '';
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.year ?? '-'}-${two(date.month)}-${two(date.day)} ${date.time}${date.offset ?? ''}`;
};

describe('a date', () => {
  test.each([
    ['2026-11-13', '2026-11-13 00:00:00'],
    ['2026-11-13T14:32:05.123Z', '2026-11-13 14:32:05Z'],
    ['2026-04-05 21:06:21 +0200', '2026-04-05 21:06:21+0200'],
    ['2026-04-05 21:06:21 UTC', '2026-04-05 21:06:21Z'],
    ['1990/02/13', '1990-02-13 00:00:00'],
    ['2026/11/13 08:05', '2026-11-13 08:05:00'],
    ['2026.11.13', '2026-11-13 00:00:00'],
    ['20261113', '2026-11-13 00:00:00'],
    ['20261113T143205', '2026-11-13 14:32:05'],
    ['202611131432', '2026-11-13 14:32:00'],
    ['Nov 13, 2026', '2026-11-13 00:00:00'],
    ['November 13, 2026 8:05 PM', '2026-11-13 20:05:00'],
    ['13 Nov 2026', '2026-11-13 00:00:00'],
    ['13-Nov-26', '2026-11-13 00:00:00'],
    ['Fri, 13 Nov 2026 14:32:00 +0100', '2026-11-13 14:32:00+0100'],
    ['13. März 2026', '2026-03-13 00:00:00'],
    ['13. Jänner 2026 14:32 Uhr', '2026-01-13 14:32:00'],
    ['13. června 2026', '2026-06-13 00:00:00'],
    ['13. července 2026', '2026-07-13 00:00:00'],
    ['13. listopadu 2026', '2026-11-13 00:00:00'],
    ['--03-27', '--03-27 00:00:00'],
    ['0000-03-27', '--03-27 00:00:00'],
    ['27 March', '--03-27 00:00:00'],
    ['2026-04-05 21:06:21+02', '2026-04-05 21:06:21+0200'],
    ['13/Nov/2026', '2026-11-13 00:00:00'],
    ['Di, 3. Feb. 2026 um 14:05', '2026-02-03 14:05:00'],
    ['pondělí 3. února 2026', '2026-02-03 00:00:00'],
  ])('%s is read in any order', (cell, date) => {
    for (const order of ['iso', 'day-first', 'month-first'] as const) expect(read(cell, order)).toBe(date);
  });

  test.each([
    ['13.02.1990', '1990-02-13 00:00:00'],
    ['13. 2. 1990', '1990-02-13 00:00:00'],
    ['13.02.90', '1990-02-13 00:00:00'],
    ['13.02.26', '2026-02-13 00:00:00'],
    ['13.11.2026 14:32', '2026-11-13 14:32:00'],
    ['13.11.2026, 14:32:05', '2026-11-13 14:32:05'],
    ['27.03.', '--03-27 00:00:00'],
    ['27.3', '--03-27 00:00:00'],
    ['13-02-1990', '1990-02-13 00:00:00'],
  ])('%s is read with the day first', (cell, date) => {
    expect(read(cell, 'day-first')).toBe(date);
    expect(read(cell, 'iso')).toBe('');
  });

  test.each([
    ['11/13/2026 8:05 PM', '2026-11-13 20:05:00'],
    ['11/13/26 12:05 a.m.', '2026-11-13 00:05:00'],
    ['11/13/2026 12:05pm', '2026-11-13 12:05:00'],
    ['2/3', '--02-03 00:00:00'],
  ])('%s is read with the month first', (cell, date) => {
    expect(read(cell, 'month-first')).toBe(date);
  });

  test.each([
    '',
    'someday',
    'Marketing 5',
    '12',
    '1.12.3',
    '13.02.190',
    'K-1',
    '+43 660 12',
    '14:32',
    '12345678',
  ])('%j is none', (cell) => {
    expect(read(cell, 'day-first')).toBe('');
  });
});

describe('the order of a column', () => {
  const orderOf = (...cells: string[]): DateOrder | null | undefined =>
    dateColumns(
      ['at'],
      cells.map((cell) => [cell]),
      now,
    )[0]?.order;

  it('is seen in all its rows', () => {
    const rows = Array.from({ length: 400 }, (_, at) => `${1 + (at % 12)}/${1 + ((at * 5) % 12)}/2026 10:00`);
    expect(orderOf(...rows)).toBeNull();
    expect(orderOf(...rows, '9/25/2026 10:00')).toBe('month-first');
    expect(orderOf(...rows, '25/9/2026 10:00')).toBe('day-first');
  });

  it.each([
    [['01.02.1990', '03.04.1991'], 'day-first'],
    [['1990-02-01', '1991/03/04', 'Nov 13, 2026'], 'iso'],
    [['5/5/2026', '6/6/26'], 'iso'],
    [['1/2/2026', '25/1/2026', '1/25/2026'], null],
    [['Eva', '12.50', '3'], undefined],
  ])('%j: %s', (cells, order) => {
    expect(orderOf(...cells)).toBe(order);
  });

  it.each(['Mo, 03.02.2026', 'Mo.03.02.2026 14:05 Uhr', 'po 3. 2. 2026 14.05', '03.02.2026 (Mo)'])(
    'is seen beside the day of the week: %s',
    (cell) => {
      expect(orderOf(cell)).toBe('day-first');
      expect(read(cell, 'day-first')).toMatch(/^2026-02-03 (?:00:00|14:05):00$/u);
    },
  );

  it('is asked with dates that differ between the orders', () => {
    const rows = [['5/5/2026'], ['1/2/2026'], ['1/2/2026'], ['3/4/2026']];
    expect(dateColumns(['at'], rows, now)).toEqual([
      { column: 'at', order: null, sample: ['1/2/2026', '3/4/2026'] },
    ]);
  });

  it('contradicts what was said only if nothing speaks for it', () => {
    const seen = new DateEvidence();
    for (const cell of ['1/2/2026', '9/25/2026']) seen.add(cell);
    expect([seen.contradicts('day-first'), seen.contradicts('month-first'), seen.contradicts('iso')]).toEqual(
      [true, false, false],
    );
    seen.add('25/9/2026');
    expect(seen.contradicts('day-first')).toBe(false);
  });
});

test.each([
  ['45978', '2025-11-17T00:00:00'],
  ['45978,25', '2025-11-17T06:00:00'],
  ['29547.5', '1980-11-22T12:00:00'],
  ['1010', undefined],
  ['99999', undefined],
  ['045978', undefined],
])('the number of a day in a spreadsheet: %s', (cell, expected) => {
  const date = numberedDate(cell);
  const two = (part: number): string => String(part).padStart(2, '0');
  expect(date && `${date.year}-${two(date.month)}-${two(date.day)}T${date.time}`).toBe(expected ?? null);
});
