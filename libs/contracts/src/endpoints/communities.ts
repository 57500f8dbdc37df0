import { endpoint, managers } from './endpoint.ts';

export const communityStates = ['draft', 'open', 'archived'] as const;
/** How members get in: at once, when a moderator accepts, by invitation, or at once while the condition holds. */
export const communityEntries = ['open', 'request', 'invitation', 'condition'] as const;
export const communityMembershipStates = ['asked', 'invited', 'member', 'left', 'refused', 'banned'] as const;
export const communityRoles = ['owner', 'moderator', 'member'] as const;
/** What a member wants to hear of a community: all posts, what concerns them, or nothing. */
export const communityHearings = ['watching', 'following', 'muted'] as const;
export const communityColours = ['ember', 'plum', 'forest', 'ocean', 'sand'] as const;

/** Of a club. */
export const mostCommunities = 500;
export const longestNickname = 30;
/** Characters of what a member writes when asking. */
export const longestCommunityRequest = 500;

const read = { roles: managers, scope: 'club:read', reach: 'club' } as const;
const write = { roles: managers, scope: 'club:write', reach: 'club' } as const;
const own = { roles: ['member'], reach: 'own' } as const;

export const listCommunities = endpoint('listCommunities', {
  method: 'GET',
  path: '/communities',
  tag: 'Communities',
  summary: 'List communities',
  access: read,
});

export const createCommunity = endpoint('createCommunity', {
  method: 'POST',
  path: '/communities',
  tag: 'Communities',
  summary: 'Add a community as a draft',
  access: write,
  status: 201,
  wallet: 'none',
});

export const getCommunity = endpoint('getCommunity', {
  method: 'GET',
  path: '/communities/{id}',
  tag: 'Communities',
  summary: 'Get a community as managers see it',
  access: read,
});

export const replaceCommunity = endpoint('replaceCommunity', {
  method: 'PUT',
  path: '/communities/{id}',
  tag: 'Communities',
  summary: 'Change a community; open it with its state, or archive it',
  access: write,
  conditional: true,
  wallet: 'none',
});

export const listCommunityMembers = endpoint('listCommunityMembers', {
  method: 'GET',
  path: '/communities/{id}/members',
  tag: 'Communities',
  summary: 'List who belongs to a community, asks to or was banned, the longest wait first',
  access: { roles: managers, scope: ['club:read', 'members:read'], reach: 'club' },
});

export const setCommunityMember = endpoint('setCommunityMember', {
  method: 'PUT',
  path: '/communities/{id}/members/{memberId}',
  tag: 'Communities',
  summary: 'Accept, refuse, invite or ban a member, or give a role',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  wallet: 'none',
});

export const listOwnCommunities = endpoint('listOwnCommunities', {
  method: 'GET',
  path: '/me/communities',
  tag: 'Own view',
  summary: 'List my communities and those that I can find',
  access: own,
});

export const getOwnCommunity = endpoint('getOwnCommunity', {
  method: 'GET',
  path: '/me/communities/{id}',
  tag: 'Own view',
  summary: 'Get a community with what I may do in it now',
  access: own,
});

export const joinCommunity = endpoint('joinCommunity', {
  method: 'POST',
  path: '/communities/{id}/memberships',
  tag: 'Communities',
  summary: 'Join a community, or ask to, as its entry says',
  access: own,
  status: 200,
  wallet: 'own',
});

export const hearCommunity = endpoint('hearCommunity', {
  method: 'PUT',
  path: '/me/communities/{id}/hears',
  tag: 'Own view',
  summary: 'Choose what I want to hear of a community',
  access: own,
  wallet: 'own',
});

export const leaveCommunity = endpoint('leaveCommunity', {
  method: 'DELETE',
  path: '/me/communities/{id}',
  tag: 'Own view',
  summary: 'Leave a community, or take back that I asked; its last owner stays',
  access: own,
  status: 204,
  wallet: 'own',
});

export const listCommunityDirectory = endpoint('listCommunityDirectory', {
  method: 'GET',
  path: '/me/communities/{id}/directory',
  tag: 'Own view',
  summary: 'List the members of my community who want to be listed, by nickname',
  access: own,
});

export const listModeratedMembers = endpoint('listModeratedMembers', {
  method: 'GET',
  path: '/me/communities/{id}/members',
  tag: 'Own view',
  summary: 'List who belongs to a community that I moderate, asks to or was banned, by nickname only',
  access: own,
});

export const setModeratedMember = endpoint('setModeratedMember', {
  method: 'PUT',
  path: '/me/communities/{id}/members/{memberId}',
  tag: 'Own view',
  summary: 'Accept, refuse, remove or ban a member of a community that I moderate; owners give roles',
  access: own,
  wallet: 'own',
});

export const inviteToCommunity = endpoint('inviteToCommunity', {
  method: 'POST',
  path: '/me/communities/{id}/invitations',
  tag: 'Own view',
  summary: 'Invite a member to a community that I moderate, by nickname; accepts one who asked',
  access: own,
  status: 200,
  wallet: 'own',
});

export const getNickname = endpoint('getNickname', {
  method: 'GET',
  path: '/me/nickname',
  tag: 'Own view',
  summary: 'Get what others call me in communities',
  access: own,
});

export const setNickname = endpoint('setNickname', {
  method: 'PUT',
  path: '/me/nickname',
  tag: 'Own view',
  summary: 'Choose a nickname, and whether directories list me',
  access: own,
  wallet: 'own',
});
