// Owns communities, who belongs to them, and the nicknames of members there.
// Promises: what a member may do is decided at each request; a nickname is unique, also by its look; a community with owners keeps one.
// Publishes no events.
// In the database: communities, community_memberships, nicknames.
export { CommunitiesModule } from './communities.module.ts';
