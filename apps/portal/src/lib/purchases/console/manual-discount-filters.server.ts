import type { listManualDiscounts, listManualDiscountSums, SentQueryOf } from '@regulars/contracts';
import { dayStart } from '#lib/server/local-time.server.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';

/** Of an account or a key. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

const defined = <Query extends object>(query: Query): Partial<Query> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Partial<Query>;

const textIn =
  ({ searchParams }: URL) =>
  (name: string, longest: number): string | undefined =>
    searchParams.get(name)?.trim().slice(0, longest) || undefined;

/** The place and the days of the discounts by hand from the URL; days are in the club's time zone. */
export function manualDiscountSpan(
  url: URL,
  zone: string,
): Partial<SentQueryOf<typeof listManualDiscountSums>> {
  return defined({
    location: textIn(url)('location', 60),
    from: dayStart(url.searchParams.get('from'), zone),
    to: dayStart(url.searchParams.get('to'), zone, 1),
  });
}

/** All filters of their list, and its order. */
export function manualDiscountFilters(
  url: URL,
  zone: string,
): Partial<SentQueryOf<typeof listManualDiscounts>> {
  const by = textIn(url)('by', 36);
  return defined({
    ...manualDiscountSpan(url, zone),
    reason: textIn(url)('reason', 120),
    by: by !== undefined && uuid.test(by) ? by : undefined,
    ...sortQuery(url, ['given', 'amount']),
  });
}
