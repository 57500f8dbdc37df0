import { expect, it, vi } from 'vitest';
import type { Item } from './import.ts';
import { ItemsAhead } from './items-ahead.ts';

const itemOf = (item: number): Item => ({ item, key: `k${item}`, line: item, lines: [] });

/** Five items in batches of two. */
const aheadOf = (read: (items: readonly Item[]) => void): ItemsAhead => {
  const all = [1, 2, 3, 4, 5].map(itemOf);
  const waiting = async (_: string, after: number, limit: number): Promise<Item[]> =>
    Promise.resolve(all.filter(({ item }) => item > after).slice(0, limit));
  return new ItemsAhead({ waiting }, 'import', 2, read);
};

const placesOf = (items: readonly Item[]): number[] => items.map(({ item }) => item);

it('gives all items in their order, and nothing at the end', async () => {
  const ahead = aheadOf(() => undefined);
  const batches = [await ahead.next(), await ahead.next(), await ahead.next(), await ahead.next()];
  expect(batches.map(placesOf)).toEqual([[1, 2], [3, 4], [5], []]);
});

it('reads the next batch once, and gives the same one', async () => {
  const read = vi.fn<(items: readonly Item[]) => void>();
  const ahead = aheadOf(read);
  await ahead.next();
  ahead.readNext();
  ahead.readNext();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(1));
  expect(read.mock.calls[0]?.[0]).toBe(await ahead.next());
});

it('begins again with the first one that waits', async () => {
  const ahead = aheadOf(() => undefined);
  await ahead.next();
  ahead.again();
  expect(placesOf(await ahead.next())).toEqual([1, 2]);
});
