import { describe, expect, it } from 'vitest';
import { likenessOf, passesForTeam } from './nickname.ts';

describe('nicknames', () => {
  it.each([
    ['Jana K.', 'jána-k'],
    ['Morgen', 'M0RGEN'],
    ['Lisa1', 'LISAl'],
    ['modern', 'modem'],
    ['Straße', 'STRASSE'],
    ['ﬁlter', 'filter'],
    ['vvilli', 'Willi'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(likenessOf(one)).toBe(likenessOf(other));
  });

  it('tells others apart', () => {
    expect(likenessOf('Jana')).not.toBe(likenessOf('Jan'));
  });

  it('are not those of the team or the club', () => {
    for (const nickname of ['Adm1n', 'Mōderator', 'Team Wien', 'M0rgenrot Shop', 'Správce'])
      expect(passesForTeam(nickname, 'Morgenrot')).toBe(true);
    for (const nickname of ['Jana', 'Morgen', 'Kaffeetante'])
      expect(passesForTeam(nickname, 'Morgenrot')).toBe(false);
  });
});
