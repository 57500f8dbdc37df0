import { expect, it, test } from 'vitest';
import { firstRecords, guessDelimiter } from './csv.ts';

it.each([
  ['of two kinds', 'a;b\r\n1;2\n3;4\r\n'],
  ['of two kinds, the other one first', 'a;b\n1;2\r\n3;4\r\n'],
  ['of an old Mac', 'a;b\r1;2\r3;4\r'],
  ['written twice', 'a;b\r\r\n1;2\r\r\n3;4\r\r\n'],
])('line ends %s', (_, text) => {
  expect(firstRecords(text, ';', 10, true)).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
  ]);
});

it('quoted cells may have blanks around them and line breaks within', () => {
  expect(firstRecords('a; "b";c\n1; "x;\ny" ;3\n', ';', 10, true)).toEqual([
    ['a', 'b', 'c'],
    ['1', 'x;\ny', '3'],
  ]);
});

it('the start of a file may end within quotes', () => {
  expect(firstRecords('a;b\n1;"x\ny"\n2;"x\ny', ';', 10, false)).toEqual([
    ['a', 'b'],
    ['1', 'x\ny'],
  ]);
});

test.each([
  ['a title with commas', 'Export vom 25.11.2026, 14:30, Kasse 1\n\nKundennummer;Vorname\n1;Eva\n', ';'],
  ['decimal commas', 'Bon;Betrag;Preis\n1;12,90;1,20\n2;12,90;1,20\n', ';'],
  ['names in quotes', '"a, b";"c, d"\n"1, 2";3\n', ';'],
  ['one column', 'email\neva@shop.example\n', ','],
  ['bars', 'a|b|c\n1|2, 3|4\n', '|'],
  ['what the file says', 'sep=;\na,b;c,d\n1,2;3,4\n', ';'],
])('the delimiter beside %s', (_, text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});
