import { z } from 'zod';
import { longestCallBackNote, mostAnswerTags } from '../endpoints/survey-answers.ts';
import { questionKinds } from '../endpoints/surveys.ts';
import { memberTag } from './members.ts';
import { hidesSomething, isPlainProse } from './plain.ts';
import { personal } from './privacy.ts';
import { task } from './tasks.ts';
import { flag, id, instant, listOf, listQuery, texts } from './values.ts';

const params = z.object({ id });

/** Which answers a figure or a list is about. */
const filters = {
  version: z.coerce.number().int().min(1).optional().describe('only answers to this version'),
  days: z.coerce.number().int().min(1).max(730).optional().describe('only the last so many days'),
  location: id.optional().describe('only answers of this location'),
};

const part = {
  answered: z.int().nullable().describe('null: too few to be shown'),
  withCare: z.boolean().describe('under 100 answers: read with care'),
  score: z
    .number()
    .nullable()
    .describe('null under 10 answers, or where another hidden part would follow from it'),
  low: z.number().nullable().describe('of the adjusted Wald interval (95 %)'),
  high: z.number().nullable(),
};

const surveyBreakdown = z
  .object({
    question: z.string().nullable().describe('the first NPS question; null if there is none'),
    months: z
      .array(z.object({ month: z.string().describe("'2026-11', in the club's time zone"), ...part }))
      .describe('the last 12, the oldest first; on the scale of the question, whatever `days` says'),
    locations: z.array(z.object({ location: z.object({ id, name: z.string() }).nullable(), ...part })),
    tiers: z.array(z.object({ tier: z.object({ id, name: texts(80) }).nullable(), ...part })),
  })
  .meta({ id: 'SurveyBreakdown' });

export type SurveyBreakdown = z.infer<typeof surveyBreakdown>;

const surveyResponse = z
  .object({
    id,
    version: z.int(),
    sentAt: instant,
    member: z.object({ id, displayName: z.string() }).nullable(),
    location: z
      .object({ id, name: z.string() })
      .nullable()
      .describe('of the purchase, else where the member shopped most at that time'),
    tier: z
      .object({ id, name: texts(80) })
      .nullable()
      .describe('at that time'),
    score: z
      .object({ value: z.number(), part: z.enum(['detractor', 'passive', 'promoter']) })
      .nullable()
      .describe('of the first NPS question'),
    answers: z.array(
      z.object({
        question: z.string(),
        kind: z.enum(questionKinds),
        title: texts(200),
        number: z.number().nullable(),
        choices: z.array(z.object({ key: z.string(), text: texts(100).nullable() })).nullable(),
        words: z.string().nullable(),
      }),
    ),
    tags: z.array(z.string()),
    task: task
      .pick({ id: true, state: true, outcome: true })
      .nullable()
      .describe('to call the member back; null if there is none'),
  })
  .meta({ id: 'SurveyResponse' });

export type SurveyResponse = z.infer<typeof surveyResponse>;

const surveyCallBacks = z
  .object({
    upTo: z.int().nullable().describe('the score up to which members are called back; null for nobody'),
    open: z.int(),
    called: z.int(),
    noContact: z.int().describe('members who wanted no contact'),
    days: z.number().nullable().describe('until they were done, on average'),
    tasks: z.array(task).describe('the most urgent open ones, at most 5'),
  })
  .meta({ id: 'SurveyCallBacks' });

export type SurveyCallBacks = z.infer<typeof surveyCallBacks>;

/** Requests and replies of the endpoints, by name. */
export const surveyAnswersShapes = {
  getSurveyBreakdown: { params, query: z.object(filters), reply: surveyBreakdown },
  listSurveyResponses: {
    params,
    query: listQuery.extend({
      ...filters,
      query: personal(z.string().trim().max(100)).optional().describe('a part of what was written'),
      tag: z.string().trim().max(40).optional(),
      comments: flag.optional().describe('only those who wrote something'),
      part: z.enum(['detractor', 'passive', 'promoter']).optional(),
    }),
    reply: listOf(surveyResponse),
  },
  listSurveyTags: {
    params,
    reply: z.object({
      data: z.array(z.object({ tag: z.string(), answers: z.int() })),
      comments: z.int().describe('answers with words'),
    }),
  },
  getSurveyCallBacks: {
    params,
    query: z.object({ days: filters.days }),
    reply: surveyCallBacks,
  },
  tagSurveyResponse: {
    params: params.extend({ responseId: id }),
    body: z.object({ tags: z.array(memberTag).max(mostAnswerTags) }),
    reply: surveyResponse,
  },
  createSurveyCallBack: {
    params: params.extend({ responseId: id }),
    body: z.object({
      note: personal(z.string().trim().max(longestCallBackNote).refine(isPlainProse, hidesSomething))
        .default('')
        .describe('for the one who calls; before the words of the member'),
    }),
    reply: surveyResponse,
  },
};
