import type { Member, TimelineEntry } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';
import type { MemberRecord } from './member.ts';
import type { MergeRequestRow } from './merge-requests.repository.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'members.language': MemberRecord['language'];
  'members.attributes': MemberRecord['attributes'];
  'member-names:name': Name;
  'member-story:details': TimelineEntry['details'];
  'consents.purpose': Member['consents'][number]['purpose'];
  'merge-request-find:decision': MergeRequestRow['decision'];
  'merge-request-decline:decision': MergeRequestRow['decision'];
  'merge-request-list:decision': MergeRequestRow['decision'];
};
