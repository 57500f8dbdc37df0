import { endpoint, managers } from './endpoint.ts';

export const surveyStates = ['draft', 'live', 'ended'] as const;
export type SurveyState = (typeof surveyStates)[number];

/** The kinds of a question, in the order of the editor. */
export const questionKinds = [
  'nps',
  'csat',
  'ces',
  'single',
  'multiple',
  'picture',
  'rating',
  'number',
  'short-text',
  'long-text',
  'date',
  'consent',
] as const;
export type QuestionKindName = (typeof questionKinds)[number];

/** When members are asked: as soon as they visit the portal, or after a purchase. */
export const surveyTriggers = ['open', 'purchase'] as const;
/** By which members are asked. */
export const askingChannels = ['portal', 'email'] as const;
export type AskingChannel = (typeof askingChannels)[number];
/**
 * By which a survey is answered. With `link`, customers answer by an open link or its QR code; on a `tablet`, they do in the
 * shop; by `telephone`, the team asks members.
 */
export const surveyChannels = [...askingChannels, 'link', 'tablet', 'telephone'] as const;
export type SurveyChannel = (typeof surveyChannels)[number];
/**
 * How answers come: from a member, signed in or with a personal link; with an open link or its QR code; on a tablet in the
 * shop; by telephone; from a member without their name.
 */
export const surveyModes = ['member', 'link', 'tablet', 'telephone', 'anonymous'] as const;
export type SurveyMode = (typeof surveyModes)[number];
/** A purchase is so long ago at most when the club asks about it. */
export const mostSurveyDelayDays = 30;

/** Names of the scales of an NPS question. */
export const npsScaleNames = ['0-10', '1-10'] as const;

export const mostQuestions = 40;
/** Of one question. */
export const mostOptions = 30;
/** Branches of one question. */
export const mostBranches = 20;
/** Points of thanks for an answer. */
export const mostThanksPoints = 10_000;
/** Characters of an answer. */
export const longestShortAnswer = 200;
export const longestLongAnswer = 2000;
/** A club asks a member for one survey in so many days at most. */
export const mostSurveyRestDays = 365;

export const listSurveys = endpoint('listSurveys', {
  method: 'GET',
  path: '/surveys',
  tag: 'Surveys',
  summary: 'List surveys, the newest first',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const createSurvey = endpoint('createSurvey', {
  method: 'POST',
  path: '/surveys',
  tag: 'Surveys',
  summary: 'Add a survey as a draft',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getSurvey = endpoint('getSurvey', {
  method: 'GET',
  path: '/surveys/{id}',
  tag: 'Surveys',
  summary: 'Get a survey with its draft, and what keeps it from being published',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const replaceSurvey = endpoint('replaceSurvey', {
  method: 'PUT',
  path: '/surveys/{id}',
  tag: 'Surveys',
  summary: 'Save the draft of a survey and for which members it is; published versions stay',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const publishSurvey = endpoint('publishSurvey', {
  method: 'POST',
  path: '/surveys/{id}/publish',
  tag: 'Surveys',
  summary: 'Publish the draft as a new version that never changes, and ask members',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 200,
  conditional: true,
  wallet: 'none',
});

export const endSurvey = endpoint('endSurvey', {
  method: 'POST',
  path: '/surveys/{id}/end',
  tag: 'Surveys',
  summary: 'End a survey: nobody is asked, and nothing can be sent any more',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 200,
  conditional: true,
  wallet: 'none',
});

export const getSurveyResults = endpoint('getSurveyResults', {
  method: 'GET',
  path: '/surveys/{id}/results',
  tag: 'Surveys',
  summary: 'Count the answers to a survey: no figure under 10 answers, no cell under 5',
  access: { roles: managers, scope: ['club:read', 'members:read'], reach: 'club' },
});

export const answerSurvey = endpoint('answerSurvey', {
  method: 'POST',
  path: '/surveys/{id}/responses',
  tag: 'Surveys',
  summary: 'Keep my answers, and send them with `complete`; sent once, they stay',
  access: { roles: ['member'], reach: 'own' },
  status: 200,
  wallet: 'own',
});

export const listOwnSurveys = endpoint('listOwnSurveys', {
  method: 'GET',
  path: '/me/surveys',
  tag: 'Own view',
  summary: 'List the surveys that I am asked for, if I may be asked',
  access: { roles: ['member'], reach: 'own' },
});

export const getOwnSurvey = endpoint('getOwnSurvey', {
  method: 'GET',
  path: '/me/surveys/{id}',
  tag: 'Own view',
  summary: 'Get the next question of a survey, or one that I answered before',
  access: { roles: ['member'], reach: 'own' },
});
