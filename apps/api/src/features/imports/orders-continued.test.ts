import { expect, it } from 'vitest';
import { Cells } from './cells.ts';
import { ordersContinued } from './orders-continued.ts';

const columns = { receipt: 'no', email: 'mail', location: 'shop', sku: 'sku', amount: 'sum' };
const continued = () => ordersContinued(new Cells(['no', 'mail', 'shop', 'sku', 'sum'], { columns }));

it('empty cells of the next lines of an order mean as above', () => {
  const next = continued();
  expect(next(['1', 'a@b.at', 'vienna', 'HB', '5'])).toEqual(['1', 'a@b.at', 'vienna', 'HB', '5']);
  expect(next(['1', '', '', 'MUG', ''])).toEqual(['1', 'a@b.at', 'vienna', 'MUG', '']);
  expect(next(['', '', '', 'TEA', '3'])).toEqual(['1', 'a@b.at', 'vienna', 'TEA', '3']);
  expect(next(['1', 'x@b.at', '', 'TEA', '3'])).toEqual(['1', 'x@b.at', 'vienna', 'TEA', '3']);
});

it('another order, a line without an order and a sum stay as they are', () => {
  const next = continued();
  next(['1', 'a@b.at', 'vienna', 'HB', '5']);
  for (const line of [
    ['2', '', '', 'HB', '5'],
    ['', '', 'graz', 'HB', '5'],
    ['', '', '', '', '13'],
  ])
    expect(next(line)).toEqual(line);
});
