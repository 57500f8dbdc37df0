import { endpoint, managers, staff } from './endpoint.ts';

export const challengeStates = ['draft', 'live', 'paused', 'ended'] as const;
export type ChallengeState = (typeof challengeStates)[number];

/** Stamps of a card. */
export const longestCard = 50;
/** Weeks or months that a streak may ask for. */
export const longestStreak = 52;
/** Minor units that a challenge may ask for. */
export const mostSpent = 10_000_000;
/** Minor units that a challenge must ask for. */
export const leastSpent = 100;
/** Times that a member may fill a challenge, where the club limits them. */
export const mostFills = 1000;
/** Points that a filled card may give. */
export const mostChallengePoints = 1_000_000;
/** Stamps that one purchase may give. */
export const mostStamps = 100;

export const listChallenges = endpoint('listChallenges', {
  method: 'GET',
  path: '/challenges',
  tag: 'Challenges',
  summary: 'List challenges in all states, the newest first',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const createChallenge = endpoint('createChallenge', {
  method: 'POST',
  path: '/challenges',
  tag: 'Challenges',
  summary: 'Add a challenge',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getChallenge = endpoint('getChallenge', {
  method: 'GET',
  path: '/challenges/{id}',
  tag: 'Challenges',
  summary: 'Get a challenge with its figures',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const updateChallenge = endpoint('updateChallenge', {
  method: 'PATCH',
  path: '/challenges/{id}',
  tag: 'Challenges',
  summary: 'Update, publish, pause or end a challenge; creates a new version, and what counted stays',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const listOwnChallenges = endpoint('listOwnChallenges', {
  method: 'GET',
  path: '/me/challenges',
  tag: 'Own view',
  summary: 'List my challenges: what counted, what did not and why, and what is missing',
  access: { roles: ['member'], reach: 'own' },
});

export const listMemberChallenges = endpoint('listMemberChallenges', {
  method: 'GET',
  path: '/members/{id}/challenges',
  tag: 'Challenges',
  summary: "List a member's challenges",
  access: { roles: managers, scope: 'rewards:read', reach: 'member' },
});

export const listPurchaseChallenges = endpoint('listPurchaseChallenges', {
  method: 'GET',
  path: '/purchases/{id}/challenges',
  tag: 'Challenges',
  summary: 'List the challenges that a purchase counted towards, with the progress of the member',
  access: { roles: staff, scope: 'purchases:read', reach: 'location' },
});

export const listBadges = endpoint('listBadges', {
  method: 'GET',
  path: '/badges',
  tag: 'Challenges',
  summary: 'List the badges that challenges give; each has the name in its newest challenge',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const listOwnBadges = endpoint('listOwnBadges', {
  method: 'GET',
  path: '/me/badges',
  tag: 'Own view',
  summary: 'List my badges, the newest first',
  access: { roles: ['member'], reach: 'own' },
});

export const listMemberBadges = endpoint('listMemberBadges', {
  method: 'GET',
  path: '/members/{id}/badges',
  tag: 'Challenges',
  summary: "List a member's badges, the newest first",
  access: { roles: managers, scope: 'rewards:read', reach: 'member' },
});
