import { expect, it } from 'vitest';
import { unbroken } from './format.ts';

it.each([
  ['Hausröstung 250 g', 'Hausröstung 250\u00a0g'],
  ['Sada 3 × 100 g', 'Sada 3\u00a0×\u00a0100\u00a0g'],
  ['Taschenbuch bis 12 €', 'Taschenbuch bis 12\u00a0€'],
  ['Filter 100 große', 'Filter 100 große'],
])('a number stays beside its unit: %s', (text, kept) => {
  expect(unbroken(text)).toBe(kept);
});
