import { expect, test } from 'vitest';
import type { KeptPurchase } from '../facts/kept-purchase.ts';
import { historyPeriod, historyWith } from './history.ts';

const at = (iso: string): number => Date.parse(iso);
const zone = 'Europe/Vienna';

test.each([
  // The clock went back on 25 October: the day had 25 hours.
  [1, '2026-10-25T22:59:59Z', '2026-10-24T22:00:00Z'],
  [2, '2026-10-26T10:00:00Z', '2026-10-24T22:00:00Z'],
  [30, '2026-11-22T09:00:00Z', '2026-10-23T22:00:00Z'],
])('%i days up to %s start at %s', (days, purchasedAt, from) => {
  expect(historyPeriod(days, at(purchasedAt), zone)).toEqual({ from: at(from), until: at(purchasedAt) });
});

test('counts earlier bookings, also of later purchases, in every window that contains them', () => {
  const stored = { count: 5, windows: [{ days: 2, count: 1, sum: 100 }], purchases: null };
  const bought = (iso: string, spent: number | null): KeptPurchase => ({
    id: iso,
    currency: 'EUR',
    locationId: 'vienna-1',
    purchasedAt: at(iso),
    lines: [],
    spent,
  });
  const earlier = [
    bought('2026-11-20T22:59:59Z', 7),
    bought('2026-11-20T23:00:00Z', 20),
    bought('2026-11-22T09:00:00Z', null),
    bought('2026-11-22T10:00:00Z', 30),
    bought('2026-11-22T10:00:01Z', 900),
  ];
  expect(historyWith(stored, earlier, at('2026-11-22T10:00:00Z'), zone)).toEqual({
    count: 10,
    windows: [{ days: 2, count: 4, sum: 150 }],
    purchases: null,
  });
  const [known] = earlier;
  const asked = { ...stored, purchases: known ? [known] : [] };
  expect(historyWith(asked, earlier.slice(1), at('2026-11-22T10:00:00Z'), zone).purchases).toEqual(earlier);
});
