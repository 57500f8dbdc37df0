import { expect, it } from 'vitest';
import { missingSentence } from './missing.ts';

it.each([
  ['en', '2 more pieces', '1 more piece', 'goods for 5.20 EUR more'],
  ['de', 'noch 2 Stück', 'noch 1 Stück', 'noch Waren für 5,20\u00a0€'],
  ['cs', 'ještě 2\u00a0ks', 'ještě 1\u00a0ks', 'ještě zboží za\u00a05,20\u00a0€'],
] as const)('says in %s what is missing', (language, two, one, spend) => {
  const words = { language, currency: 'EUR' };
  expect(missingSentence({ kind: 'too-few-pieces', missing: 2 }, words)).toBe(two);
  expect(missingSentence({ kind: 'too-few-pieces', missing: 1 }, words)).toBe(one);
  expect(missingSentence({ kind: 'minimum-spend', missing: 520 }, words)).toMatch(
    new RegExp(`^${spend.replaceAll(/\s/gu, '\\s').replace('.', '\\.')}$`, 'u'),
  );
});
