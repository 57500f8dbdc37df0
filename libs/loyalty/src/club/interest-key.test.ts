import { expect, it } from 'vitest';
import { interestKeyFor } from './interest-key.ts';

it.each([
  ['Filter coffee', [], 'filter-coffee'],
  ['Käse & Wein', [], 'kase-wein'],
  ['Großes Frühstück!', [], 'grosses-fruhstuck'],
  ['Чай', [], 'interest'],
  ['Tea', ['tea', 'tea-2'], 'tea-3'],
  ['a'.repeat(60), [], 'a'.repeat(36)],
])('the key of %j with %j taken', (name, taken, key) => {
  expect(interestKeyFor(name, new Set(taken))).toBe(key);
});
