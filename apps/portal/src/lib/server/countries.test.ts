import { expect, it } from 'vitest';
import { countriesIn } from './countries.ts';

it('names every country once, by the alphabet of the language', () => {
  const german = countriesIn('de');
  expect(german.length).toBeGreaterThan(240);
  expect(german.find(({ value }) => value === 'AT')).toEqual({ value: 'AT', label: 'Österreich' });
  const labels = german.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  // Among the words with O.
  expect(labels.indexOf('Österreich')).toBeLessThan(labels.indexOf('Polen'));
  expect(countriesIn('cs').find(({ value }) => value === 'CZ')?.label).toBe('Česko');
  // Yugoslavia, the GDR and the European Union.
  expect(german.filter(({ value }) => ['YU', 'DD', 'EU'].includes(value))).toEqual([]);
});
