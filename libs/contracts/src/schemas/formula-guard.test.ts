import { expect, test } from 'vitest';
import { withFormulaGuard, withoutFormulaGuard } from './formula-guard.ts';

test.each([
  ["'+436601110001", '+436601110001'],
  ["'-Ota-", '-Ota-'],
  ["'=1+1", '=1+1'],
  ["'@home", '@home'],
  ["'7013808660771", '7013808660771'],
  ['="0043660"', '0043660'],
  [' = "+43 660" ', '+43 660'],
  ['="say ""hi"""', 'say "hi"'],
])('%j loses its guard', (cell, text) => {
  expect(withoutFormulaGuard(cell)).toBe(text);
});

test.each(["O'Neill", "'t Hart", 'Eva', '', '-5', '+43 660', '=1+1', "d'"])('%j stays', (cell) => {
  expect(withoutFormulaGuard(cell)).toBe(cell);
});

test.each(['+43 (0)660/111.222-3', '-12.90', '--03-27', '-', '(1) 2'])('%j needs no guard', (cell) => {
  expect(withFormulaGuard(cell)).toBe(cell);
});

test.each(['=1+1', '＝1', '+43 660 (privat)', '-Ota-', '@sum', '\tx', '\rx'])('%j gets one', (cell) => {
  expect(withFormulaGuard(cell)).toBe(`'${cell}`);
});

test.each(["'-Eva-", "''=1", "'7", "'", "''", '="7"', '=1', '-1', '+a', "'+", "'\t", ' =1', " '=1", 'x'])(
  '%j comes back as it was',
  (cell) => {
    expect(withoutFormulaGuard(withFormulaGuard(cell))).toBe(cell);
  },
);
