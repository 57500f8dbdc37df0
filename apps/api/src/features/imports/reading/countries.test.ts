import { expect, it } from 'vitest';
import { countryIn } from './countries.ts';

it.each([
  ['AT', 'AT'],
  ['at', 'AT'],
  ['A', 'AT'],
  ['AUT', 'AT'],
  ['Österreich', 'AT'],
  ['Oesterreich', 'AT'],
  ['Austria', 'AT'],
  ['Rakousko', 'AT'],
  ['Deutschland', 'DE'],
  ['Česká republika', 'CZ'],
  ['Česko', 'CZ'],
  ['Czechia', 'CZ'],
  ['ČR', 'CZ'],
  ['Slovensko', 'SK'],
  ['United Kingdom', 'GB'],
  ['Großbritannien', 'GB'],
  ['USA', 'US'],
  ['U.S.A.', 'US'],
  ['Nowhere', null],
  ['', null],
  ['12', null],
])('%s is %s', (text, code) => {
  expect(countryIn(text)).toBe(code);
});
