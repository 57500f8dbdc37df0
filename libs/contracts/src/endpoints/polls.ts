import { endpoint } from './endpoint.ts';

export const fewestPollOptions = 2;
export const mostPollOptions = 10;
export const longestPollOption = 100;

export const castVote = endpoint('castVote', {
  method: 'PUT',
  path: '/me/posts/{id}/votes',
  tag: 'Own view',
  summary: 'Vote in a poll, change my vote, or take it back with no choice',
  access: { roles: ['member'], reach: 'own' },
  wallet: 'own',
});
