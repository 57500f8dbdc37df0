import { describe, expect, it } from 'vitest';
import { matchReturn, type ReturnableLine } from './matching.ts';

const line = (purchase: string, gross: number, pieces: number, more: Partial<ReturnableLine> = {}) => ({
  purchase,
  line: 0,
  quantity: pieces * 1000,
  returned: 0,
  gross,
  ...more,
});

describe('the purchase that goods came from', () => {
  it.each([
    ['the latest', [line('new', 500, 1), line('old', 500, 1)], 1, 500, ['new', 500]],
    ['the one with enough left', [line('new', 500, 1), line('old', 1500, 3)], 2, 1000, ['old', 1000]],
    ['the one with this price', [line('new', 400, 1), line('old', 500, 1)], 1, 500, ['old', 500]],
    ['the latest if none has this price', [line('new', 400, 1), line('old', 450, 1)], 1, 500, ['new', 400]],
    ['not one that was returned', [line('new', 500, 1, { returned: 1000 })], 1, 500, null],
    ['none without goods', [line('new', 500, 1)], 0, 500, null],
  ] as const)('is %s', (_, lines, pieces, amount, expected) => {
    const found = matchReturn(lines, { quantity: pieces * 1000, amount });
    expect(found && [found.purchase, found.amount]).toEqual(expected);
  });

  it('may have the article on several lines', () => {
    const lines = [line('one', 500, 1), line('one', 900, 2, { line: 3 })];
    expect(matchReturn(lines, { quantity: 2000, amount: 950 })).toEqual({
      purchase: 'one',
      lines: [
        { line: 0, quantity: 1000 },
        { line: 3, quantity: 1000 },
      ],
      amount: 950,
    });
  });

  it('has this price exactly if no article is named', () => {
    expect(matchReturn([line('one', 400, 1)], { quantity: 1000, amount: 500 }, true)).toBeNull();
  });
});
