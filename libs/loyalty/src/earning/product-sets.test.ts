import { expect, it } from 'vitest';
import { goods } from '../../test/purchases.ts';
import { withSetsNow } from './product-sets.ts';

const purchase = {
  currency: 'EUR',
  locationId: 'shop',
  purchasedAt: 0,
  lines: [goods(100, { sku: 'A', sets: ['old', 'named'] }), goods(100, { sku: 'B' }), goods(100)],
};
const setsOf = (sku: string): readonly string[] => (sku === 'B' ? ['named', 'other'] : ['other']);

it('a draft sees the sets that it names as they are now, and all others as they were', () => {
  const { lines } = withSetsNow(purchase, new Set(['named']), setsOf);
  expect(lines.map(({ sets }) => sets)).toEqual([['old'], ['named'], []]);
});

it('a purchase stays as it is if no set is named', () => {
  expect(withSetsNow(purchase, new Set(), setsOf)).toBe(purchase);
});
