import { expect, it } from 'vitest';
import { usualTaxRates } from './tax-rates.ts';

it('proposes the rates of the country, and those of a country that its currency names', () => {
  expect(usualTaxRates('at')).toEqual([
    { country: 'at', currency: 'EUR', rates: [20, 10, 13] },
    { country: 'cz', currency: 'CZK', rates: [21, 12] },
  ]);
  expect(usualTaxRates('de')[0]).toEqual({ country: 'de', currency: 'EUR', rates: [19, 7] });
});

it('proposes nothing for a foreign currency of several countries', () => {
  expect(usualTaxRates('cz')).toEqual([{ country: 'cz', currency: 'CZK', rates: [21, 12] }]);
});
