import { expect, it } from 'vitest';
import { codeOf, freeCode } from './location-code.ts';

it('makes a code from a name in any script', () => {
  expect(codeOf('Größe 1, Žižkov')).toBe('grosse-1-zizkov');
  expect(codeOf('  Morgenrot – Wien!  ')).toBe('morgenrot-wien');
  expect(codeOf('東京')).toBe('location');
  expect(codeOf(`${'a'.repeat(49)} b`)).toBe('a'.repeat(49));
});

it('adds a number if the code is taken', () => {
  expect(freeCode('Wien', ['graz'])).toBe('wien');
  expect(freeCode('Wien', ['wien', 'wien-2'])).toBe('wien-3');
});
