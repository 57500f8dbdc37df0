import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import plugin from '../../../messages/plugin.js';

/** A text as the pages get it, with `…` for its values. */
const read = (locale: string, area: string, content: Uint8Array): string[] =>
  plugin
    .importFiles({ files: [{ locale, content, toBeImportedFilesMetadata: { area } }] })
    .variants.map(({ pattern }) => pattern.map(({ value = '…' }) => value).join(''));
const said = (locale: string, text: string): string | undefined =>
  read(locale, 'one', new TextEncoder().encode(JSON.stringify({ text })))[0];

const folder = new URL('../../../messages/cs/', import.meta.url);

it.each([
  ['Sbírejte body v klubu', 'Sbírejte body v\u00a0klubu'],
  ['V klubu i v obchodě', 'V\u00a0klubu i\u00a0v\u00a0obchodě'],
  ['Platí {from} a {until} (k {day})', 'Platí … a\u00a0… (k\u00a0…)'],
  ['Až do konce', 'Až do konce'],
])('a Czech word of one letter stays beside the next: %s', (text, kept) => {
  expect(said('cs', text)).toBe(kept);
});

it('no Czech line ends with a word of one letter', () => {
  const texts = readdirSync(folder).flatMap((file) => read('cs', file, readFileSync(new URL(file, folder))));
  expect(texts.length).toBeGreaterThan(2000);
  expect(texts.filter((text) => /(?:^|[\s(„])[ksvzouai] /iu.test(text))).toEqual([]);
});

it('other languages keep their spaces', () => {
  expect(said('en', 'Choose a reward')).toBe('Choose a reward');
});
