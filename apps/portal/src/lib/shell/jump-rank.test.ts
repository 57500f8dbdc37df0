import { expect, test } from 'vitest';
import { rankOf } from './jump-rank.ts';

const order = (typed: string, texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => {
      const rank = rankOf(typed, [text]);
      return rank === null ? [] : [{ text, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ text }) => text);

test('the whole text comes before its beginning, words, parts and typing errors', () => {
  const texts = ['Unrostbar', 'Dark roast', 'Roast', 'Roastery', 'Raost', 'Mug'];
  expect(order('roast', texts)).toEqual(['Roast', 'Roastery', 'Dark roast']);
  expect(order('rost', texts)).toContain('Unrostbar');
});

test.each([
  ['zofie', 'Žofie Nováková'],
  ['strasse', 'Lange Straße'],
  ['4021 0000', '402100001234'],
  ['4021 0000 1234', '402100001234'],
  ['novakva', 'Nováková'],
  ['no zo', 'Žofie Nováková'],
])('%s finds %s', (typed, text) => {
  expect(rankOf(typed.replaceAll(/(\d) (?=\d)/gu, '$1'), [text])).not.toBeNull();
});

test('something else is not found', () => {
  expect(rankOf('espresso', ['Mug', null, ''])).toBeNull();
});
