import type { Sorting } from '#lib/ui/Table.svelte';
import { withQuery } from './query.ts';

type Address = Parameters<typeof withQuery>[0];

/** How the list is sorted, by its URL, else as usual. */
export function sortingOf({ searchParams }: Address, usual: Sorting): Sorting {
  const key = searchParams.get('sort') ?? usual.key;
  const order = searchParams.get('order');
  const descending = order === null ? key === usual.key && usual.descending : order === 'desc';
  return { key, descending };
}

/** The list's URL in another order, from the first page. */
export const sortHref = (url: Address, { key, descending }: Sorting): string =>
  withQuery(url, { sort: key, order: descending ? 'desc' : 'asc' });

interface SortQuery<Key extends string> {
  sort?: Key;
  order?: 'asc' | 'desc';
}

/** The same for the API; unknown keys are ignored. */
export function sortQuery<const Key extends string>(
  { searchParams }: Address,
  keys: readonly Key[],
): SortQuery<Key> {
  const sort = keys.find((key) => key === searchParams.get('sort'));
  if (!sort) return {};
  const order = (['asc', 'desc'] as const).find((one) => one === searchParams.get('order'));
  return order ? { sort, order } : { sort };
}
