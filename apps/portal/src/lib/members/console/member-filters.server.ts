import { type listMembers, memberStatus, type SentQueryOf } from '@regulars/contracts';

type Query = Partial<SentQueryOf<typeof listMembers>>;
const memberSorts = ['joined', 'name', 'points', 'last-purchase'] as const;

/** The filters of the members' list as they stand in the address; what makes no sense is left out. */
export function memberFilters(url: URL): Query {
  const { searchParams } = url;
  const status = memberStatus.safeParse(searchParams.get('status'));
  const query = searchParams.get('q')?.trim().slice(0, 100);
  const tier = searchParams.get('tier')?.slice(0, 60);
  return {
    ...(query ? { query } : {}),
    ...(status.success ? { status: status.data } : {}),
    ...(tier ? { tier } : {}),
    sort: memberSorts.find((sort) => sort === searchParams.get('sort')) ?? 'joined',
  };
}
