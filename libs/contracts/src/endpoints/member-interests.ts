import { endpoint, managers } from './endpoint.ts';

/** Where an interest comes from. */
export const interestSources = ['stated', 'purchases', 'communities', 'gatherings', 'reactions'] as const;
export type InterestSource = (typeof interestSources)[number];

/** What a member says about an interest: it is mine, nothing, or no more of this. */
export const interestWords = ['stated', 'none', 'blocked'] as const;

export const mostInterestWeight = 100;
/** Days. */
export const leastHalfLife = 7;
export const longestHalfLife = 3650;
/** Categories of goods with interests, and interests of one. */
export const mostInterestCategories = 500;
export const mostInterestsOfCategory = 10;

export const getInterestSettings = endpoint('getInterestSettings', {
  method: 'GET',
  path: '/interest-settings',
  tag: 'Interests',
  summary: 'Get what each source of interests counts, how it fades, and the interests of categories',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const setInterestSettings = endpoint('setInterestSettings', {
  method: 'PUT',
  path: '/interest-settings',
  tag: 'Interests',
  summary:
    'Set what each source of interests counts, how it fades, and the interests of categories; all members are observed again',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const getInterestFigures = endpoint('getInterestFigures', {
  method: 'GET',
  path: '/interest-figures',
  tag: 'Interests',
  summary: 'Count the members of each interest, by source',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const listMemberInterests = endpoint('listMemberInterests', {
  method: 'GET',
  path: '/member-interests',
  tag: 'Interests',
  summary:
    'List interests of members with their sources, by member; observed ones only of those who allow profiling',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const getMemberInterests = endpoint('getMemberInterests', {
  method: 'GET',
  path: '/members/{id}/interests',
  tag: 'Interests',
  summary: 'Get the interests of a member with their sources',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

const own = { roles: ['member'], reach: 'own' } as const;

export const getOwnInterests = endpoint('getOwnInterests', {
  method: 'GET',
  path: '/me/interests',
  tag: 'Own view',
  summary: 'Get my interests, each with where it comes from',
  access: own,
});

export const setOwnInterest = endpoint('setOwnInterest', {
  method: 'PUT',
  path: '/me/interests/{key}',
  tag: 'Own view',
  summary:
    'Say that something interests me (`stated`), that I want no more of it (`blocked`), or take my word back (`none`)',
  access: own,
  wallet: 'own',
});

export const removeOwnInterest = endpoint('removeOwnInterest', {
  method: 'DELETE',
  path: '/me/interests/{key}',
  tag: 'Own view',
  summary:
    'Remove an interest: what I said, and what was observed until now. New purchases can bring it back',
  access: own,
  status: 200,
  wallet: 'own',
});
