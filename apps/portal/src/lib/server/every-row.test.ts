import { expect, test } from 'vitest';
import { everyRow } from './every-row.ts';

test('every row of a list is read, page by page', async () => {
  const rows = Array.from({ length: 450 }, (_, index) => index);
  const asked: unknown[] = [];
  const found = await everyRow(async (page) => {
    asked.push(page);
    const from = Number(page.cursor ?? 0);
    const until = from + page.limit;
    return {
      data: rows.slice(from, until),
      cursor: { next: until < rows.length ? String(until) : null },
    };
  });
  expect(found).toEqual(rows);
  expect(asked).toEqual([{ limit: 200 }, { limit: 200, cursor: '200' }, { limit: 200, cursor: '400' }]);
});
