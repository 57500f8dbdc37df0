import type { listPurchases, SentQueryOf } from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { dayStart } from '#lib/server/local-time.server.ts';

/** The filters of the purchase list from the URL; days are in the club's time zone. */
export function purchaseFilters(url: URL, zone: string): Partial<SentQueryOf<typeof listPurchases>> {
  const { searchParams } = url;
  const text = (name: string, longest: number): string | undefined =>
    searchParams.get(name)?.trim().slice(0, longest) || undefined;
  const anonymous = searchParams.get('anonymous');
  const filters = {
    location: text('location', 60),
    receipt: text('q', 100),
    from: dayStart(searchParams.get('from'), zone),
    to: dayStart(searchParams.get('to'), zone, 1),
    anonymous: anonymous === 'true' || anonymous === 'false' ? anonymous : undefined,
    ...sortQuery(url, ['purchased', 'gross', 'points']),
  } as const;
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
