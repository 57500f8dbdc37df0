import { endpoint, managers, staff } from './endpoint.ts';

export const getLinkedSurvey = endpoint('getLinkedSurvey', {
  method: 'GET',
  path: '/surveys/links/{token}',
  tag: 'Surveys',
  summary: 'Get the next question with a personal link, without signing in; changes nothing',
  access: 'public',
});

export const answerLinkedSurvey = endpoint('answerLinkedSurvey', {
  method: 'POST',
  path: '/surveys/links/{token}/responses',
  tag: 'Surveys',
  summary: 'Keep answers with a personal link, and send them with `complete`; sent once, they stay',
  access: 'public',
  status: 200,
  wallet: 'none',
});

export const createSurveyLink = endpoint('createSurveyLink', {
  method: 'POST',
  path: '/surveys/{id}/links',
  tag: 'Surveys',
  summary: 'Sign an open link to a survey, for a location or a receipt; stores nothing',
  access: { roles: managers, scope: 'purchases:write', reach: 'location' },
  status: 200,
  wallet: 'none',
});

export const createReceiptLink = endpoint('createReceiptLink', {
  method: 'POST',
  path: '/survey-links',
  tag: 'Surveys',
  summary:
    'Sign an open link for a receipt, to the newest survey that customers of its location answer; stores nothing',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 200,
  wallet: 'none',
});

export const getOpenSurvey = endpoint('getOpenSurvey', {
  method: 'GET',
  path: '/surveys/open-links/{token}',
  tag: 'Surveys',
  summary: 'Get the first question with an open link, without signing in; changes nothing',
  access: 'public',
});

export const beginOpenSurvey = endpoint('beginOpenSurvey', {
  method: 'POST',
  path: '/surveys/open-links/{token}/responses',
  tag: 'Surveys',
  summary: 'Begin to answer with an open link; the reply has a personal link to go on with',
  access: 'public',
  status: 200,
  wallet: 'none',
});
