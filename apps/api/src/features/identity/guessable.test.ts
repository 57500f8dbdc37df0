import { describe, expect, it } from 'vitest';
import { formsOf, isMonotonous, isNamedAfter } from './guessable.ts';

const names = ['anna.krause@example.org', 'Café Morgenrot', 'ab@x.at'];

describe('a password that contains the name of its owner or of the club', () => {
  it.each([
    'anna.krause@example.org',
    'Anna.Krause!',
    'annakrause2026',
    'CaféMorgenrot',
    'cafe morgenrot 99',
    'ＣａｆéＭorgenrot',
    'AnnaKrauseAnnaKrause',
  ])('is %s', (password) => expect(isNamedAfter(password, names)).toBe(true));

  it.each(['ein kurzer Satz', 'Morgenrot am frühen Tag', 'absolutely fine', 'Anna geht gern spazieren', ''])(
    'is not %s',
    (password) => expect(isNamedAfter(password, names)).toBe(false),
  );
});

it('refuses a password of few different characters', () => {
  expect(['aaaaaaaaaaaa', '            ', '1212 1212 1212', 'aAaÀáâ aaaa', 'ab'].every(isMonotonous)).toBe(
    true,
  );
  expect(['ein Satz', '31121985'].some(isMonotonous)).toBe(false);
});

describe('the forms of a password to look up', () => {
  it.each([
    'Password2026!',
    ' PASSWORD ',
    'p a s s w o r d',
    'Pässwörd',
    'ｐａｓｓｗｏｒｄ',
    '2026password',
    'P@ssw0rd!',
  ])('include password for %s', (password) => expect(formsOf(password)).toContain('password'));

  it('include a repeated word once, and leave short ones unchanged', () => {
    expect(formsOf('dragonDragon')).toContain('dragon');
    expect(formsOf('abc123')).toEqual(['abc123']);
  });
});
