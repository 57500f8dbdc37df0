import { expect, it } from 'vitest';
import { guessHeaderRow } from './header-row.ts';

it('finds the column names behind titles and empty rows', () => {
  expect(
    guessHeaderRow([
      ['Kundenexport 25.11.2026', ''],
      ['', ''],
      ['Kundennummer', 'E-Mail'],
    ]),
  ).toBe(2);
  expect(
    guessHeaderRow([
      ['Kundennummer', 'foo'],
      ['Name', 'E-Mail'],
    ]),
  ).toBe(0);
  expect(
    guessHeaderRow([
      ['foo', 'bar'],
      ['1', '2'],
    ]),
  ).toBe(0);
  expect(guessHeaderRow([])).toBe(0);
});
