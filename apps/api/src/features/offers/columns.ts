import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'offer-names:name': Name;
  'offer-figures:id': string;
  'offer-figures:redeemed': number;
  'offer-figures:held': number;
  'offer-standings:id': string;
  'offer-standings:total': number;
  'offer-standings:ofMember': number;
  'offer-standings:ofMemberToday': number;
  'offer-standings:today': number;
  'offer-standings:arm': 'offered' | 'held-out' | null;
};
