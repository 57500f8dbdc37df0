import { z } from 'zod';
import { takenAnswerDays } from '../endpoints/taken-surveys.ts';
import { permission } from './permissions.ts';
import { surveyAnswers, surveyDefinition } from './surveys.ts';
import { id, instant, listOf, text, texts } from './values.ts';

const asked = {
  id,
  name: texts(80).describe('for the team'),
  version: z.int().describe('send it with the answers'),
  definition: surveyDefinition,
};

const tabletSurvey = z.object(asked).meta({ id: 'TabletSurvey' });
export type TabletSurvey = z.infer<typeof tabletSurvey>;

const telephoneSurvey = z
  .object({
    ...asked,
    reason: z
      .enum(['asked-before', 'asked-lately', 'not-in-audience'])
      .nullable()
      .describe('why the member is not asked for this one; null if they can be'),
  })
  .meta({ id: 'TelephoneSurvey' });
export type TelephoneSurvey = z.infer<typeof telephoneSurvey>;

const taken = {
  id: id.describe('made by the sender, random; answers with the same id count once'),
  version: z.int().min(1).max(1_000_000).describe('of the questions that were answered'),
  answers: surveyAnswers.describe('all of them, by the key of the question; what is missing was skipped'),
};

const takenSurvey = z
  .object({
    id,
    surveyId: id,
    version: z.int(),
    mode: z.enum(['tablet', 'telephone']),
    sentAt: instant,
    thanksPoints: z.int().nullable().describe('that the member gets for it; null without a member'),
  })
  .meta({ id: 'TakenSurvey' });
export type TakenSurvey = z.infer<typeof takenSurvey>;

/** Requests and replies of the endpoints, by name. */
export const takenSurveysShapes = {
  listTabletSurveys: {
    query: z.object({ location: text(60).describe('code, of the tablet') }),
    reply: listOf(tabletSurvey).extend({
      telephone: z.boolean().describe('whether there is a survey that members are asked by telephone'),
    }),
  },
  takeSurvey: {
    params: z.object({ id }),
    body: z.object({
      ...taken,
      location: text(60).describe('code, of the tablet'),
      answeredAt: instant.describe(`by the clock of the tablet; at most ${takenAnswerDays} days ago`),
    }),
    reply: takenSurvey,
  },
  listTelephoneSurveys: {
    params: z.object({ id }),
    reply: listOf(telephoneSurvey).extend({
      member: z
        .object({ displayName: z.string(), firstName: z.string(), tier: texts(80).nullable() })
        .describe('what texts of the survey may name'),
      permission: permission.describe('whether the club may ask the member by telephone, and why'),
    }),
  },
  takeTelephoneSurvey: {
    params: z.object({ id, surveyId: id }),
    body: z.object(taken),
    reply: takenSurvey,
  },
};
