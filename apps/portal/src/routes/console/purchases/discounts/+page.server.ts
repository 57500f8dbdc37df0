import { getClub, listManualDiscounts, listManualDiscountSums } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { show } from '#lib/server/api.ts';
import { dayStart } from '#lib/server/local-time.server.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import type { PageServerLoad } from './$types';

/** Of an account or a key. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

const defined = <Query extends object>(query: Query): Partial<Query> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Partial<Query>;

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const { searchParams } = url;
  const zone = club?.timeZone ?? 'UTC';
  const text = (name: string, longest: number): string | undefined =>
    searchParams.get(name)?.trim().slice(0, longest) || undefined;
  const which = defined({
    location: text('location', 60),
    from: dayStart(searchParams.get('from'), zone),
    to: dayStart(searchParams.get('to'), zone, 1),
  });
  const by = text('by', 36);
  const only = defined({
    reason: text('reason', 120),
    by: by !== undefined && uuid.test(by) ? by : undefined,
    cursor: text('cursor', 1000),
  });
  const [discounts, sums, locations, { manualDiscounts }] = await show(
    Promise.all([
      api.call(listManualDiscounts, {
        query: { ...which, ...only, ...sortQuery(url, ['given', 'amount']), limit: 50 },
      }),
      api.call(listManualDiscountSums, { query: which }),
      allLocations(api),
      api.call(getClub),
    ]),
  );
  return { discounts, sums, locations, reasons: manualDiscounts?.reasons ?? [] };
};
