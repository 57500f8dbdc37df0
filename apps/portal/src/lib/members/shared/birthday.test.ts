import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { birthdayOf, shownBirthday, typedBirthday } from './birthday.ts';

afterEach(() => {
  overwriteGetLocale(() => 'en');
});

describe('a birthday', () => {
  it.each([
    ['14.5.', '--05-14'],
    ['14.5', '--05-14'],
    ['14. 5.', '--05-14'],
    ['14/05', '--05-14'],
    ['29.2.', '--02-29'],
    ['14.5.1990', '1990-05-14'],
    ['14. 5. 1990', '1990-05-14'],
    ['14.\u00a05.\u00a01990', '1990-05-14'],
    ['14/5/1990', '1990-05-14'],
    ['1990-05-14', '1990-05-14'],
    ['--05-14', '--05-14'],
    ['14.5.90', '14.5.90'],
    ['May', 'May'],
  ])('is typed as %s and sent as %s', (typed, sent) => {
    expect(birthdayOf(typed)).toBe(sent);
  });

  it.each([
    ['de', '14.5.', '14.5.1990', '14. Mai'],
    ['en', '14/5', '14/5/1990', '14 May'],
    ['cs', '14. 5.', '14. 5. 1990', '14. května'],
  ] as const)('is shown in %s as it is typed there', (locale, yearless, whole, words) => {
    overwriteGetLocale(() => locale);
    expect([typedBirthday('--05-14'), typedBirthday('1990-05-14')]).toEqual([yearless, whole]);
    expect(shownBirthday('--05-14').replaceAll('\u00a0', ' ')).toBe(words);
    expect([yearless, whole].map(birthdayOf)).toEqual(['--05-14', '1990-05-14']);
  });
});
