import { expect, it } from 'vitest';
import { number, plural } from './registry.ts';

it.each([
  ['de', 1284, '1.284'],
  ['en', 1284, '1,284'],
  ['cs', 1284, '1\u00a0284'],
  ['de', 0.25, '0,25'],
  ['en', 1.5, '1.5'],
  ['cs', 12.125, '12,125'],
])('texts keep the decimals of a number (%s, %s)', (locale, value, said) => {
  expect(number(locale, value)).toBe(said);
});

it('plurals follow the rules of the language', () => {
  expect([1, 2, 5, 1.5].map((value) => plural('cs', value))).toEqual(['one', 'few', 'other', 'many']);
  expect([0, 1, 2].map((value) => plural('de', value))).toEqual(['other', 'one', 'other']);
});
