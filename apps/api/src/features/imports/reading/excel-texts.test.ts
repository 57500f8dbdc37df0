import { Readable } from 'node:stream';
import { expect, it, test } from 'vitest';
import { excelTextsGone, withoutExcelTexts } from './excel-texts.ts';

test.each([
  ['K;="0043";="7"\n="1";2\n', 'K;"0043";"7"\n"1";2\n'],
  ['K;="00,43"', 'K;"00,43"'],
  ['K;"=""0043""";a="b"\n', 'K;"=""0043""";a="b"\n'],
  ['K;"x;="";y";"="\n', 'K;"x;="";y";"="\n'],
])('%j becomes a table', (text, plain) => {
  expect(withoutExcelTexts(text, ';')).toBe(plain);
});

it('reads them in pieces of any size', async () => {
  const text = 'K;="0043"\r\nL;="7"\r\nM;="x"';
  for (const size of [1, 3, 7, 100]) {
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [];
    const read = Readable.from(pieces).pipe(excelTextsGone(';'));
    expect((await read.toArray()).join('')).toBe('K;"0043"\r\nL;"7"\r\nM;"x"');
  }
});
