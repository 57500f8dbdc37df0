import type { Texts, TierReason } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';
import type { StoredGrant } from './ladder.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'tiers.name': Texts;
  'tier-names:name': Name;
  'tier-standings:member_id': string;
  'tier-standings:credit': number;
  'tier_changes.reason': TierReason;
  'tier-standings:grant': StoredGrant | null;
  'tier-falling:grant': StoredGrant | null;
  'tier-falling-members:grant': StoredGrant | null;
  'tier-everyone:member_id': string;
  'tier-regrouped:grant': StoredGrant | null;
  'tier-outlook:grant': StoredGrant | null;
  'tier-outlook:credits': readonly number[];
  'tier-reviewed:grant': StoredGrant | null;
  'tier-reviewed:credit': number;
  'tier-counted:member_id': string;
  'tier-counted:credit': number;
  'tier-counted:grant': StoredGrant | null;
};
