import { type listMembers, memberStatus, type SentQueryOf } from '@regulars/contracts';

type Query = Partial<SentQueryOf<typeof listMembers>>;
const memberSorts = ['joined', 'name', 'points', 'last-purchase'] as const;

/** The filters of the member list from the URL, without invalid ones. */
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
