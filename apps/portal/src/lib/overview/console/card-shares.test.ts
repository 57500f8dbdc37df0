import { expect, test } from 'vitest';
import { monthsOf, placeRows, shareOf } from './card-shares.ts';

const sale = (month: string, locationId: string, revenue: number, withCard: number) => ({
  month: `2026-${month}-01`,
  locationId,
  revenue,
  withCard,
});
const sales = [
  sale('09', 'a', 100, 50),
  sale('11', 'a', 100, 100),
  sale('11', 'b', 900, 0),
  sale('11', 'c', -5, 0),
];

test('shares are of revenue, and nothing is said where nothing was sold', () => {
  expect(shareOf(sales)).toBeCloseTo(150 / 1095);
  expect([shareOf([]), shareOf([sale('09', 'a', 100, 104)])]).toEqual([null, 1]);
  const months = monthsOf(sales);
  expect(months).toEqual(['2026-09-01', '2026-10-01', '2026-11-01']);
  expect(placeRows(sales, months, (id) => id.toUpperCase())).toEqual([
    { id: 'b', name: 'B', shares: [null, null, 0], whole: 0 },
    { id: 'a', name: 'A', shares: [0.5, null, 1], whole: 0.75 },
    { id: 'c', name: 'C', shares: [null, null, null], whole: null },
  ]);
  expect(monthsOf([])).toEqual([]);
});
