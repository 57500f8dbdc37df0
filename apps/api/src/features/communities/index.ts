// Owns communities, who belongs to them, and the nicknames of members there.
// Promises: what a member may do is decided at each request; a nickname is unique, also by its look; a community with owners keeps one.
//   Who is banned from all communities, or silenced, is so with the next request.
//   The photo of a community is of the club: it stays when the owner who has uploaded it is erased.
// Publishes no events.
// In the database: communities, community_memberships, community_pictures, nicknames, community_restrictions, member_blocks.
// For the SQL of others: community_memberships, nicknames, member_blocks, community_interests().
export { BlockedMembers } from './blocked-members.ts';
export { Communities } from './communities.ts';
export { CommunitiesModule } from './communities.module.ts';
export { PastCommunities, type PastCommunityMember } from './past-communities.ts';
export { CommunityPenalties, type Penalty } from './community-penalties.ts';
export { Moderators, type Moderator } from './moderators.ts';
export { CommunityRestrictions } from './restrictions.ts';
export { CommunityRights, type MetCommunity } from './community-rights.ts';
export { Nicknames } from './nicknames.ts';
export { MembershipEnds } from './membership-ends.ts';
