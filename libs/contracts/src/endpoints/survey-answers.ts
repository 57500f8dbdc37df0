import { endpoint, managers } from './endpoint.ts';

/** Of one answer. */
export const mostAnswerTags = 10;
/** Characters. */
export const longestCallBackNote = 500;

const read = { roles: managers, scope: ['club:read', 'members:read'], reach: 'club' } as const;

export const getSurveyBreakdown = endpoint('getSurveyBreakdown', {
  method: 'GET',
  path: '/surveys/{id}/breakdown',
  tag: 'Surveys',
  summary:
    'Get the NPS of a survey by month, location and tier: no figure under 10 answers, no count under 5',
  access: read,
});

export const getSurveyWaves = endpoint('getSurveyWaves', {
  method: 'GET',
  path: '/surveys/{id}/waves',
  tag: 'Surveys',
  summary: 'Compare the NPS of two waves, as months or versions, with a test of chance',
  access: read,
});

export const listSurveyResponses = endpoint('listSurveyResponses', {
  method: 'GET',
  path: '/surveys/{id}/responses',
  tag: 'Surveys',
  summary: 'List the answers that members sent, the newest first',
  access: read,
});

export const listSurveyTags = endpoint('listSurveyTags', {
  method: 'GET',
  path: '/surveys/{id}/tags',
  tag: 'Surveys',
  summary: 'List the tags that the team gave to answers, the most used first',
  access: read,
});

export const getSurveyCallBacks = endpoint('getSurveyCallBacks', {
  method: 'GET',
  path: '/surveys/{id}/call-backs',
  tag: 'Surveys',
  summary: 'Get how many members were called back after a survey, and the most urgent open tasks',
  access: read,
});

export const tagSurveyResponse = endpoint('tagSurveyResponse', {
  method: 'PUT',
  path: '/surveys/{id}/responses/{responseId}/tags',
  tag: 'Surveys',
  summary: 'Set the tags of an answer',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  wallet: 'none',
});

export const createSurveyCallBack = endpoint('createSurveyCallBack', {
  method: 'POST',
  path: '/surveys/{id}/responses/{responseId}/call-back',
  tag: 'Surveys',
  summary: 'Make a task to call back the member who sent an answer; an answer has at most one',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  status: 200,
  wallet: 'none',
});
