import { endpoint } from './endpoint.ts';

const own = { roles: ['member'], reach: 'own' } as const;

export const listModeratedCases = endpoint('listModeratedCases', {
  method: 'GET',
  path: '/me/communities/{id}/moderation/cases',
  tag: 'Own view',
  summary: 'List what I may decide in a community that I moderate, the most urgent first',
  access: own,
});

export const openModeratedCase = endpoint('openModeratedCase', {
  method: 'POST',
  path: '/me/communities/{id}/moderation/cases',
  tag: 'Own view',
  summary: 'Open a case about a text in a community that I moderate; one that is open stays the only one',
  access: own,
  status: 200,
  wallet: 'own',
});

export const getModeratedCase = endpoint('getModeratedCase', {
  method: 'GET',
  path: '/me/communities/{id}/moderation/cases/{caseId}',
  tag: 'Own view',
  summary: 'Get a case with what was written around it, without the names of those who reported',
  access: own,
});

export const decideModeratedCase = endpoint('decideModeratedCase', {
  method: 'POST',
  path: '/me/communities/{id}/moderation/cases/{caseId}/decisions',
  tag: 'Own view',
  summary: 'Decide a case; what it takes from the author counts in this community only',
  access: own,
  status: 201,
  wallet: 'own',
});

export const listModeratedDecisions = endpoint('listModeratedDecisions', {
  method: 'GET',
  path: '/me/communities/{id}/moderation/decisions',
  tag: 'Own view',
  summary: 'List what was decided about texts of others in a community that I moderate, the newest first',
  access: own,
});

export const undoModeratedDecision = endpoint('undoModeratedDecision', {
  method: 'POST',
  path: '/me/communities/{id}/moderation/decisions/{decisionId}/undo',
  tag: 'Own view',
  summary: 'Undo my decision of today against which nobody appealed; its case is open again',
  access: own,
  status: 200,
  wallet: 'own',
});
