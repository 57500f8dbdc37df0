import { describe, expect, it } from 'vitest';
import { chosenLines, leftOf } from './returned-lines.ts';

describe('lines of a return', () => {
  it('contain the chosen lines', () => {
    expect(
      chosenLines({ 'line-0': '2', 'line-1': '0', 'line-2': '', 'line-3': '0,25', reason: 'x', key: 'y' }),
    ).toEqual([
      { line: 0, quantity: 2 },
      { line: 3, quantity: 0.25 },
    ]);
  });

  it.each(['-1', '1e3', 'one', '1.2345', '99999999', '1000001', '1,2,3'])(
    'refuse a quantity of %s',
    (typed) => {
      expect(chosenLines({ 'line-0': typed })).toBeNull();
    },
  );

  it('show the quantity that is left', () => {
    expect(leftOf({ quantity: 3, returned: 1 })).toBe(2);
    expect(leftOf({ quantity: 0.3, returned: 0.1 })).toBe(0.2);
    expect(leftOf({ quantity: 1, returned: 1 })).toBe(0);
  });
});
