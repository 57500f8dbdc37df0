import { endpoint } from './endpoint.ts';

export const beginAnonymousSurvey = endpoint('beginAnonymousSurvey', {
  method: 'POST',
  path: '/surveys/{id}/anonymous',
  tag: 'Surveys',
  summary:
    'Begin an anonymous survey: ticks me off and makes a link that answers it, which nothing connects with me',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'none',
});

export const beginLinkedSurvey = endpoint('beginLinkedSurvey', {
  method: 'POST',
  path: '/surveys/links/{token}/anonymous',
  tag: 'Surveys',
  summary: 'Begin an anonymous survey with a personal link, without signing in',
  access: 'public',
  status: 204,
  wallet: 'none',
});
