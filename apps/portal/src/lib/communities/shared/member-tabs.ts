import type { CommunityMember } from '@regulars/contracts';

export const memberTabs = ['asked', 'member', 'invited', 'refused', 'banned'] as const;
export type MemberTab = (typeof memberTabs)[number];

/** The tab in the address; null if it names none. */
export const tabIn = ({ searchParams }: URL): MemberTab | null =>
  memberTabs.find((tab) => tab === searchParams.get('state')) ?? null;

/** What a list shows: its tab, a search, a place. */
export function memberQuery(url: URL, state: CommunityMember['state']) {
  const typed = url.searchParams.get('q')?.trim().slice(0, 100);
  const cursor = url.searchParams.get('cursor');
  return { limit: 30, state, ...(typed ? { query: typed } : {}), ...(cursor ? { cursor } : {}) };
}
