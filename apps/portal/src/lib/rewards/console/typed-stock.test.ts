import { describe, expect, it } from 'vitest';
import { changedStock, stockText, stockValues, typedStock } from './typed-stock.ts';

const two = {
  stock: 7,
  stockByLocation: [
    { location: 'vienna', stock: 4 },
    { location: 'graz', stock: 3 },
  ],
};

describe('the typed stock of a reward', () => {
  it('begins with what is stored, and says the same when it is sent back', () => {
    for (const stored of [two, { stock: 5, stockByLocation: null }, { stock: null, stockByLocation: null }])
      expect(typedStock(stockValues(stored), 'product')).toEqual({ ...stored, fields: {} });
  });

  it.each([
    ['nothing is unlimited', { stockKept: '', stock: '' }, { stock: null, stockByLocation: null }],
    ['zero is sold out', { stockKept: '', stock: '0' }, { stock: 0, stockByLocation: null }],
    [
      'each location that is filled, and their sum',
      { stockKept: 'by-location', stock: '99', stock_at_vienna: '4', stock_at_graz: '', stock_at_linz: '0' },
      {
        stock: 4,
        stockByLocation: [
          { location: 'vienna', stock: 4 },
          { location: 'linz', stock: 0 },
        ],
      },
    ],
  ])('%s', (_, values, stock) => {
    expect(typedStock(values, 'product')).toEqual({ ...stock, fields: {} });
  });

  it.each(['-1', '1.5', 'two', '10000000000'])(
    '%s is wrong at its field, for the club and at a location',
    (typed) => {
      expect(Object.keys(typedStock({ stockKept: '', stock: typed }, 'product').fields)).toEqual(['stock']);
      const at = { stockKept: 'by-location', stock_at_vienna: typed, stock_at_graz: '2' };
      expect(Object.keys(typedStock(at, 'sample').fields)).toEqual(['stock_at_vienna']);
    },
  );

  it('by location without a number anywhere is wrong', () => {
    const values = { stockKept: 'by-location', stock_at_vienna: '' };
    expect(Object.keys(typedStock(values, 'product').fields)).toEqual(['stockByLocation']);
  });

  it('of what lies nowhere is one for the club, and codes of a partner have none to type', () => {
    const values = { stockKept: 'by-location', stock: '8', stock_at_vienna: '4' };
    expect(typedStock(values, 'ticket')).toEqual({ stock: 8, stockByLocation: null, fields: {} });
    expect(typedStock(values, 'partner-code')).toEqual({ stock: null, stockByLocation: null, fields: {} });
  });
});

describe('a change of the stock', () => {
  it('sends nothing if it was left as it was, in whichever order the locations stand', () => {
    const turned = { ...two, stockByLocation: two.stockByLocation.toReversed() };
    expect(changedStock({ stockBefore: stockText(two) }, turned)).toEqual({});
    expect(stockText(turned)).toBe(stockText(two));
  });

  it('sends both if one of them changed', () => {
    const more = { stock: 8, stockByLocation: [{ location: 'vienna', stock: 8 }] };
    expect(changedStock({ stockBefore: stockText(two) }, more)).toEqual(more);
    const club = { stock: 7, stockByLocation: null };
    expect(changedStock({ stockBefore: stockText(two) }, club)).toEqual(club);
  });
});
