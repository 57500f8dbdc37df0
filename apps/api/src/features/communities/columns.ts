import type {
  communityHearings,
  communityMembershipStates,
  CommunityPhoto,
  communityRoles,
} from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'community_memberships.state': (typeof communityMembershipStates)[number];
  'community_memberships.role': (typeof communityRoles)[number];
  'community_memberships.hears': (typeof communityHearings)[number];
  'community-names:name': Name;
  'community-figures:id': string;
  'community-figures:photo': CommunityPhoto;
};
