import type { Operation } from '@regulars/contracts';
import { z } from 'zod';
import type { Page } from './cursor.ts';

/** Ends of the order of ids, where a list begins. */
export const lowestId = '00000000-0000-0000-0000-000000000000';
export const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const atOnce = 1000;

/** All pages of a list. */
export async function* pageByPage<Row>(
  read: (page: { limit: number; cursor?: string }) => Promise<Page<Row>>,
): AsyncGenerator<Row[]> {
  let next: string | null = null;
  do {
    const { data, cursor }: Page<Row> = await read({
      limit: atOnce,
      ...(next === null ? {} : { cursor: next }),
    });
    if (data.length > 0) yield data;
    next = cursor.next;
  } while (next !== null);
}

const paging: ReadonlySet<string> = new Set(['limit', 'cursor', 'include']);

/** The query of a list without the page. */
export const filtersOf = ({ query }: Operation): z.ZodType => {
  if (!(query instanceof z.ZodObject)) return z.object({});
  const filters = Object.entries(query.shape);
  return z.object(Object.fromEntries(filters.filter(([name]) => !paging.has(name))));
};
