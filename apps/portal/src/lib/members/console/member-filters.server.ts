import {
  consentName,
  listedMemberStatus,
  memberKinds,
  valueClasses,
  type listMembers,
  type SentQueryOf,
} from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { dayStart } from '#lib/server/local-time.server.ts';

type Query = Partial<SentQueryOf<typeof listMembers>>;

/** The filters of the member list from the URL, without invalid ones; days are in the club's time zone. */
export function memberFilters(url: URL, zone: string): Query {
  const { searchParams } = url;
  const text = (name: string, longest: number): string | undefined =>
    searchParams.get(name)?.trim().slice(0, longest) || undefined;
  const points = (name: string): number | undefined => {
    const typed = text(name, 10);
    return typed !== undefined && /^-?\d{1,9}$/u.test(typed) ? Number(typed) : undefined;
  };
  const filters = {
    query: text('q', 100),
    status: listedMemberStatus.safeParse(searchParams.get('status')).data,
    tier: text('tier', 60),
    falls: text('falls', 60),
    joinedFrom: dayStart(searchParams.get('joinedFrom'), zone),
    joinedUntil: dayStart(searchParams.get('joinedTo'), zone, 1),
    boughtFrom: dayStart(searchParams.get('boughtFrom'), zone),
    boughtUntil: dayStart(searchParams.get('boughtTo'), zone, 1),
    lastPurchaseFrom: dayStart(searchParams.get('from'), zone),
    lastPurchaseUntil: dayStart(searchParams.get('to'), zone, 1),
    pointsFrom: points('pointsFrom'),
    pointsTo: points('pointsTo'),
    expireBy: dayStart(searchParams.get('expireBy'), zone, 1),
    segment: /^[\da-f-]{36}$/u.exec(searchParams.get('segment') ?? '')?.[0],
    consent: consentName.safeParse(searchParams.get('consent')).data,
    location: text('location', 60),
    group: /^[a-z\d-]{1,60}$/u.exec(searchParams.get('group') ?? '')?.[0],
    class: valueClasses.find((each) => each === searchParams.get('class')),
    kind: memberKinds.find((each) => each === searchParams.get('kind')),
    tag: text('tag', 40),
    ids: /^[\da-f-]{36}(?:,[\da-f-]{36})*$/u.test(searchParams.get('ids') ?? '')
      ? searchParams.get('ids')
      : undefined,
    ...sortQuery(url, ['joined', 'name', 'points', 'last-purchase']),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
