import type {
  ConsentEntry,
  ConsentEvidence,
  ConsentPurpose,
  MemberKind,
  OriginField,
  OriginSource,
  SavedFilter,
  TimelineEntry,
} from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';
import type { MemberRecord } from './member.ts';

/** `at` as PostgreSQL writes a time into JSON. */
interface MergeDecision {
  at: string;
  by: string;
  reason: string | null;
}

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'members.language': MemberRecord['language'];
  'members.attributes': MemberRecord['attributes'];
  'member-names:name': Name;
  'member-story:details': TimelineEntry['details'];
  'member_kinds.kind': Exclude<MemberKind, 'customer'>;
  'saved_filters.query': SavedFilter['query'];
  'member-tags:tags': string[];
  'member_origins.source': OriginSource;
  'member_origins.fields': OriginField[];
  'consents.purpose': ConsentPurpose;
  'consents.channel': NonNullable<ConsentEntry['channel']>;
  'consents.state': ConsentEntry['state'];
  'consents.language': NonNullable<ConsentEntry['language']>;
  'consents.source': NonNullable<ConsentEntry['source']>;
  'consents.evidence': ConsentEvidence;
  'consent-history:id': string;
  'merge-request-find:decision': MergeDecision | null;
  'merge-request-decline:decision': MergeDecision | null;
  'merge-request-list:decision': MergeDecision | null;
};
