import { expect, test } from 'vitest';
import { languageAsked, ReaderLanguage } from './reader-language.ts';

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['CS-cz;q=0.9', 'cs'],
  ['fr, en;q=0.3, cs;q=0.7', 'cs'],
  ['en;q=0.5,de;q=0.5', 'en'],
  ['en;q=0, de;q=0.1', 'de'],
  ['*', null],
  ['fr-FR', null],
  ['deutsch', null],
  ['de;q=nonsense', null],
  ['', null],
  [undefined, null],
])('%s selects %s', (header, language) => {
  expect(languageAsked(header)).toBe(language);
});

test('each request has its own language', async () => {
  const reader = new ReaderLanguage();
  const read = async () => {
    await Promise.resolve();
    return reader.asked;
  };
  expect(await Promise.all([reader.run('de', read), reader.run('cs', read), reader.run('fr', read)])).toEqual(
    ['de', 'cs', null],
  );
  expect(reader.asked).toBeNull();
});
