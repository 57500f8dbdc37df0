import { endpoint } from './endpoint.ts';

/** What becomes of posts and comments when the membership ends. */
export const writingsAfterLeaving = ['stays', 'goes'] as const;

export const getOwnWritings = endpoint('getOwnWritings', {
  method: 'GET',
  path: '/me/writings',
  tag: 'Own view',
  summary: 'Get how much I have written in communities, and what becomes of it when I leave the club',
  access: { roles: ['member'], reach: 'own' },
});

export const setOwnWritings = endpoint('setOwnWritings', {
  method: 'PUT',
  path: '/me/writings',
  tag: 'Own view',
  summary: 'Choose whether what I wrote stays without my name or goes when I leave the club',
  access: { roles: ['member'], reach: 'own' },
  wallet: 'own',
});
