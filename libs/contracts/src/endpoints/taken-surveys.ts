import { endpoint, staff } from './endpoint.ts';

/** Answers of a tablet without network are taken for so long. So long it may ask an older version. */
export const takenAnswerDays = 7;

export const listTabletSurveys = endpoint('listTabletSurveys', {
  method: 'GET',
  path: '/tablet-surveys',
  tag: 'Surveys',
  summary: 'List the surveys that customers can answer on a tablet of a location, with their questions',
  access: { roles: staff, reach: 'location' },
});

export const takeSurvey = endpoint('takeSurvey', {
  method: 'POST',
  path: '/surveys/{id}/taken',
  tag: 'Surveys',
  summary: 'Store answers that a customer gave on a tablet, also later; sent again, they count once',
  access: { roles: staff, reach: 'location' },
  status: 200,
  wallet: 'none',
});

export const listTelephoneSurveys = endpoint('listTelephoneSurveys', {
  method: 'GET',
  path: '/members/{id}/telephone-surveys',
  tag: 'Surveys',
  summary: 'List the surveys that a member can be asked by telephone, if the club may ask, and why not',
  access: { roles: staff, reach: 'member' },
});

export const takeTelephoneSurvey = endpoint('takeTelephoneSurvey', {
  method: 'POST',
  path: '/members/{id}/telephone-surveys/{surveyId}/taken',
  tag: 'Surveys',
  summary: 'Store what a member answered on the telephone, with who asked; sent again, it counts once',
  access: { roles: staff, reach: 'member' },
  status: 200,
  wallet: 'member',
});
