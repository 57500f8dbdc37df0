import { describe, expect, it } from 'vitest';
import { formsOf, isNamedAfter } from './guessable.ts';

const names = ['anna.krause@example.org', 'Café Morgenrot', 'ab@x.at'];

describe('a password named after its owner or the club', () => {
  it.each([
    'anna.krause@example.org',
    'Anna.Krause!',
    'annakrause2026',
    'CaféMorgenrot',
    'café morgenrot 99',
    'AnnaKrauseAnnaKrause',
  ])('is %s', (password) => expect(isNamedAfter(password, names)).toBe(true));

  it.each(['ein kurzer Satz', 'Morgenrot am frühen Tag', 'absolutely fine', 'Anna geht gern spazieren', ''])(
    'is not %s',
    (password) => expect(isNamedAfter(password, names)).toBe(false),
  );
});

it('a list is asked for the password with and without what was appended', () => {
  expect(formsOf('Password2026!')).toEqual(['password2026!', 'password']);
  expect(formsOf('abc123')).toEqual(['abc123']);
});
