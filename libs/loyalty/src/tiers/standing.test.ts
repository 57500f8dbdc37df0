import { expect, test } from 'vitest';
import { currentTier, tierAhead } from '../index.ts';

const bronze = { id: '1', code: 'bronze', threshold: 0 };
const silver = { id: '2', code: 'silver', threshold: 500 };
const gold = { id: '3', code: 'gold', threshold: 1000 };
const ladder = [gold, bronze, silver];

test('a member with too little credit is on the tier without a threshold', () => {
  expect(currentTier(ladder, '2')).toBe(silver);
  expect(currentTier(ladder, null)).toBe(bronze);
  expect(currentTier(ladder, 'gone')).toBe(bronze);
  expect(currentTier([silver], null)).toBeNull();
});

test('the next tier is above the current tier, however low the credit is', () => {
  expect(tierAhead(ladder, bronze, 17)).toEqual({ tier: silver, missing: 483 });
  expect(tierAhead(ladder, silver, 100)).toEqual({ tier: gold, missing: 900 });
  expect(tierAhead(ladder, gold, 0)).toBeNull();
});
