import { expect, test } from 'vitest';
import type { ClubRequest } from './contract.ts';
import { languageAsked, ReaderLanguage } from './reader-language.ts';
import { runRequest } from './running-request.ts';

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
  const readBy = (header: string): Promise<string | null> =>
    runRequest({ headers: { 'accept-language': header } } as ClubRequest, async () => {
      await Promise.resolve();
      return reader.asked;
    });
  expect(await Promise.all([readBy('de'), readBy('cs'), readBy('fr')])).toEqual(['de', 'cs', null]);
  expect(reader.asked).toBeNull();
});
