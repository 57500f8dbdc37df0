import { expect, test } from 'vitest';
import { labelStep, widestLabel } from './axis-labels.ts';

const months = (label: string) => Array.from({ length: 12 }, () => ({ label }));

test('a label is left out where there is no room for it', () => {
  expect(labelStep(months('May 26'), 600)).toBe(1);
  expect(labelStep(months('listopad 26'), 600)).toBe(2);
  expect(labelStep(months('listopad 26'), 240)).toBe(4);
  expect(labelStep([], 0)).toBe(1);
});

test('the widest label decides', () => {
  expect(widestLabel([{ label: 'May' }, { label: 'September' }])).toBeCloseTo(9 * 6.2);
});
