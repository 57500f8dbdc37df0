import fc from 'fast-check';
import { expect, it } from 'vitest';
import { besideNext, count, signed, unbroken } from './format.ts';

it.each([
  ['Hausröstung 250 g', 'Hausröstung 250\u00a0g'],
  ['Sada 3 × 100 g', 'Sada 3\u00a0×\u00a0100\u00a0g'],
  ['Taschenbuch bis 12 €', 'Taschenbuch bis 12\u00a0€'],
  ['Filter 100 große', 'Filter 100 große'],
])('a number stays beside its unit: %s', (text, kept) => {
  expect(unbroken(text)).toBe(kept);
});

const whole = fc.maxSafeInteger();

it.each([
  ['de', 'de-DE'],
  ['en', 'en-GB'],
  ['cs', 'cs-CZ'],
])('counts are written as the language does (%s)', (locale, tag) => {
  const plain = new Intl.NumberFormat(tag, { useGrouping: 'always' });
  const withSign = new Intl.NumberFormat(tag, { useGrouping: 'always', signDisplay: 'exceptZero' });
  fc.assert(
    fc.property(fc.oneof(whole, fc.integer({ min: -20_000, max: 20_000 })), (value) => {
      expect(count(value, locale)).toBe(plain.format(value));
      expect(signed(value, locale)).toBe(withSign.format(value).replace('-', '−'));
    }),
  );
  expect(count(0, locale)).toBe('0');
});

it('a Czech word of one letter stays beside the next, and no other language changes', () => {
  expect(besideNext('V klubu i v obchodě', 'cs')).toBe('V\u00a0klubu i\u00a0v\u00a0obchodě');
  expect(besideNext('Choose a reward', 'en')).toBe('Choose a reward');
});
