import { endpoint, managers } from './endpoint.ts';

/** Of one survey. */
export const mostBenchmarks = 10;
export const mostSurveyNews = 20;

const read = { roles: managers, scope: 'club:read', reach: 'club' } as const;
const write = { roles: managers, scope: 'club:write', reach: 'club' } as const;

export const listSurveyBenchmarks = endpoint('listSurveyBenchmarks', {
  method: 'GET',
  path: '/surveys/{id}/benchmarks',
  tag: 'Surveys',
  summary: 'List the scores of others that stand beside the NPS of a survey, each with its source',
  access: read,
});

export const addSurveyBenchmark = endpoint('addSurveyBenchmark', {
  method: 'POST',
  path: '/surveys/{id}/benchmarks',
  tag: 'Surveys',
  summary: 'Add the score of others to a survey, with its source',
  access: write,
  status: 201,
  wallet: 'none',
});

export const removeSurveyBenchmark = endpoint('removeSurveyBenchmark', {
  method: 'DELETE',
  path: '/surveys/{id}/benchmarks/{benchmarkId}',
  tag: 'Surveys',
  summary: 'Remove the score of others from a survey',
  access: write,
  status: 204,
  wallet: 'none',
});

export const listSurveyNews = endpoint('listSurveyNews', {
  method: 'GET',
  path: '/surveys/{id}/news',
  tag: 'Surveys',
  summary: 'List what the club changed because of a survey, the newest first',
  access: read,
});

export const writeSurveyNews = endpoint('writeSurveyNews', {
  method: 'POST',
  path: '/surveys/{id}/news',
  tag: 'Surveys',
  summary: 'Write what the club changed because of a survey; nobody is told yet',
  access: write,
  status: 201,
  wallet: 'none',
});

export const replaceSurveyNews = endpoint('replaceSurveyNews', {
  method: 'PUT',
  path: '/surveys/{id}/news/{newsId}',
  tag: 'Surveys',
  summary: 'Change a text that was not sent',
  access: write,
  wallet: 'none',
});

export const removeSurveyNews = endpoint('removeSurveyNews', {
  method: 'DELETE',
  path: '/surveys/{id}/news/{newsId}',
  tag: 'Surveys',
  summary: 'Throw away a text that was not sent',
  access: write,
  status: 204,
  wallet: 'none',
});

export const sendSurveyNews = endpoint('sendSurveyNews', {
  method: 'POST',
  path: '/surveys/{id}/news/{newsId}/send',
  tag: 'Surveys',
  summary: 'Tell the members who answered and agreed to surveys, once, in the portal and by e-mail',
  access: write,
  status: 200,
  wallet: 'none',
});

export const listOwnSurveyNews = endpoint('listOwnSurveyNews', {
  method: 'GET',
  path: '/me/survey-news',
  tag: 'Own view',
  summary: 'List what the club changed because of my answers, without what I put away',
  access: { roles: ['member'], reach: 'own' },
});

export const dismissSurveyNews = endpoint('dismissSurveyNews', {
  method: 'POST',
  path: '/me/survey-news/{id}/dismiss',
  tag: 'Own view',
  summary: 'Put away what the club changed',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'own',
});
