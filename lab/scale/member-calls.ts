import {
  countNotices,
  getClosing,
  getMe,
  getOwnTerms,
  listComingGatherings,
  listOwnActivity,
  listOwnOffers,
  listOwnRewards,
  listOwnSurveyNews,
  listOwnSurveys,
  listOwnVouchers,
} from '@regulars/contracts';
import type { Call, Known } from './call.ts';

/** The first page of members who are signed in. */
export const memberCalls = ({ asMember: client }: Known): Call[] => [
  { name: 'home: who I am', make: () => client.call(getMe) },
  { name: 'home: terms', make: () => client.call(getOwnTerms) },
  { name: 'home: notices', make: () => client.call(countNotices) },
  { name: 'home: rewards', make: () => client.call(listOwnRewards) },
  { name: 'home: offers', make: () => client.call(listOwnOffers, { query: { at: 'home' } }) },
  { name: 'home: vouchers', make: () => client.call(listOwnVouchers, { query: { limit: 3 } }) },
  { name: 'home: what happened', make: () => client.call(listOwnActivity, { query: { limit: 4 } }) },
  { name: 'home: closing', make: () => client.call(getClosing) },
  { name: 'home: surveys', make: () => client.call(listOwnSurveys) },
  { name: 'home: news of surveys', make: () => client.call(listOwnSurveyNews) },
  { name: 'home: gatherings', make: () => client.call(listComingGatherings, { query: { limit: 20 } }) },
];
