import { describe, expect, it } from 'vitest';
import { notPayable, paidByPoints, payablePoints, spreadOverLines, type PointsPrice } from './points-paid.ts';

/** 100 points are 1.00 EUR or 25.00 CZK; from 200 points on, in steps of 50; at most half of the goods. */
const price: PointsPrice = {
  points: 100,
  amounts: { EUR: 100, CZK: 2500 },
  least: 200,
  step: 50,
  share: 5000,
};

describe('paying with points', () => {
  it.each([
    { what: 'half of 50.70 is 25.35, which 2,535 points pay', goods: 5070, has: 9000, most: 2500 },
    { what: 'no more than the member has, in whole steps', goods: 5070, has: 1284, most: 1250 },
    { what: 'nothing below the fewest', goods: 5070, has: 199, most: 0 },
    { what: 'nothing if the goods cost too little for the fewest', goods: 399, has: 9000, most: 0 },
    { what: 'nothing with a debt', goods: 5070, has: -10, most: 0 },
  ])('$what', ({ goods, has, most }) => {
    expect(payablePoints(goods, has, price, 'EUR')).toEqual({ least: 200, most, step: 50 });
  });

  it('knows the price in each currency, and none in others', () => {
    expect(paidByPoints(500, price, 'EUR')).toBe(500);
    expect(paidByPoints(500, price, 'CZK')).toBe(12_500);
    expect(paidByPoints(500, price, 'USD')).toBeNull();
    expect(payablePoints(5070, 9000, price, 'USD').most).toBe(0);
  });

  it('rounds down what points pay, for the club', () => {
    expect(paidByPoints(250, { ...price, points: 300 }, 'EUR')).toBe(83);
  });

  // 7 points are 2 cents, so 4 are the first that pay one.
  it.each([
    { step: 1, has: 100, payable: { least: 4, most: 100, step: 1 } },
    { step: 3, has: 100, payable: { least: 6, most: 99, step: 3 } },
    { step: 1, has: 3, payable: { least: 4, most: 0, step: 1 } },
  ])('wants points for one cent at least, in steps of $step', ({ step, has, payable }) => {
    const cheap = { ...price, points: 7, amounts: { EUR: 2 }, least: 1, step };
    expect(payablePoints(5070, has, cheap, 'EUR')).toEqual(payable);
    expect(paidByPoints(payable.least - step, cheap, 'EUR')).toBe(0);
    expect(paidByPoints(payable.least, cheap, 'EUR')).toBe(1);
    expect(notPayable(payable.least - step, payable, 9000)).not.toBeNull();
  });

  it('lowers the price of all goods in proportion', () => {
    // 179.60, 109.76, 124.17, 46.56 and 39.91; the largest remainders are rounded up.
    expect(spreadOverLines(500, [1620, 990, 1120, 420, 360])).toEqual([180, 110, 124, 46, 40]);
  });
});
