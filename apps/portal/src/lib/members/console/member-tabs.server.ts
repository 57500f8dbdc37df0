import {
  listMemberBadges,
  listMemberChallenges,
  listMemberMessages,
  listMemberNotes,
  listMemberVouchers,
  listPersonalCodes,
  listPointsEntries,
  listPurchases,
  memberTimeline,
} from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';

export const memberTabs = [
  'timeline',
  'notes',
  'purchases',
  'vouchers',
  'coupons',
  'challenges',
  'journal',
  'messages',
  'profile',
] as const;
export type MemberTab = (typeof memberTabs)[number];

export const tabOf = (url: URL): MemberTab =>
  memberTabs.find((tab) => tab === url.searchParams.get('tab')) ?? 'timeline';

/** The data of one tab; the others are not loaded. */
export async function memberTab(
  api: Api,
  id: string,
  tab: MemberTab,
  query: { limit: number; cursor?: string },
) {
  switch (tab) {
    case 'timeline':
      return { tab, list: await api.call(memberTimeline, { params: { id }, query }) };
    case 'notes':
      return { tab, list: await api.call(listMemberNotes, { params: { id }, query }) };
    case 'purchases':
      return { tab, list: await api.call(listPurchases, { query: { ...query, member: id } }) };
    case 'vouchers':
      return { tab, list: await api.call(listMemberVouchers, { params: { id }, query }) };
    case 'coupons':
      return { tab, list: await api.call(listPersonalCodes, { params: { id }, query }) };
    case 'challenges':
      return {
        tab,
        list: await api.call(listMemberChallenges, { params: { id } }),
        badges: await api.call(listMemberBadges, { params: { id } }),
      };
    case 'journal':
      return { tab, list: await api.call(listPointsEntries, { params: { id }, query }) };
    case 'messages':
      return { tab, list: await api.call(listMemberMessages, { params: { id }, query }) };
    case 'profile':
      return { tab };
  }
}
