import { describe, expect, it } from 'vitest';
import { statusColumns, statusMeaning } from './statuses.ts';

describe('the status of an order', () => {
  it.each([
    ['paid', 'count'],
    ['wc-completed', 'count'],
    ['In Bearbeitung', 'count'],
    ['Vyřízeno', 'count'],
    ['', 'count'],
    ['cancelled', 'leave-out'],
    ['on-hold', 'leave-out'],
    ['Storniert', 'leave-out'],
    ['zrušená', 'leave-out'],
    ['refunded', 'return'],
    ['Rückerstattet', 'return'],
    ['Vráceno', 'return'],
    ['Credit note', 'return'],
    ['partially_refunded', null],
    ['Sonderfall', null],
  ])('%j is %j', (text, meaning) => {
    expect(statusMeaning(text)).toBe(meaning);
  });

  it('is looked for in columns of few different words', () => {
    const rows = Array.from({ length: 30 }, (_, at) => [`#${at}`, at < 3 ? 'refunded' : 'paid', '1']);
    expect(statusColumns(['Order', 'Status', 'Qty'], rows)).toEqual([
      {
        column: 'Status',
        values: [
          { value: 'paid', count: 27, meaning: 'count' },
          { value: 'refunded', count: 3, meaning: 'return' },
        ],
      },
    ]);
  });
});
