import { expect, it } from 'vitest';
import { stepsOf } from './price-line.ts';

const price = (since: number, amount: number | null) => ({ since, amount, orEarlier: false });

it('draws a step at each change, the highest price at the top', () => {
  expect(stepsOf([price(0, 1000), price(50, 800)], 100, [100, 32])).toBe('M0 6H50V26H100');
});

it('has a gap where there was no price', () => {
  expect(stepsOf([price(0, 500), price(20, null), price(60, 500)], 100, [100, 32])).toBe('M0 6H20M60 6H100');
});

it('draws nothing without a price', () => {
  expect(stepsOf([], 100, [100, 32])).toBe('');
});
