import { endpoint, managers } from './endpoint.ts';

/** Of a community. */
export const mostPinnedPosts = 3;

export const getAnswer = endpoint('getAnswer', {
  method: 'GET',
  path: '/me/posts/{id}/answer',
  tag: 'Own view',
  summary: 'Get the comment that answers a question',
  access: { roles: ['member'], reach: 'own' },
});

export const setAnswer = endpoint('setAnswer', {
  method: 'PUT',
  path: '/me/posts/{id}/answer',
  tag: 'Own view',
  summary: 'Say which comment answers my question, or none; moderators may too',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'own',
});

export const pinOwnPost = endpoint('pinOwnPost', {
  method: 'PUT',
  path: '/me/posts/{id}/pin',
  tag: 'Own view',
  summary: `Pin a post of a community that I moderate, or take it down; at most ${mostPinnedPosts}`,
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'own',
});

export const pinPost = endpoint('pinPost', {
  method: 'PUT',
  path: '/posts/{id}/pin',
  tag: 'Communities',
  summary: `Pin a post of a community, or take it down; at most ${mostPinnedPosts}`,
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});
