import { z } from 'zod';
import { longestCallBackNote, mostAnswerTags } from '../endpoints/survey-answers.ts';
import { questionKinds, surveyModes } from '../endpoints/surveys.ts';
import { memberTag } from './members.ts';
import { hidesSomething, isPlainProse } from './plain.ts';
import { personal } from './privacy.ts';
import { task } from './tasks.ts';
import { date, flag, id, instant, listOf, listQuery, texts } from './values.ts';

const params = z.object({ id });

/** Which answers a figure or a list is about. */
const filters = {
  version: z.coerce.number().int().min(1).optional().describe('only answers to this version'),
  days: z.coerce.number().int().min(1).max(730).optional().describe('only the last so many days'),
  location: id.optional().describe('only answers of this location'),
  mode: z.enum(surveyModes).optional().describe('only answers that came this way'),
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

const locationNamed = z.object({ id, name: z.string() }).nullable();
const tierNamed = z.object({ id, name: texts(80) }).nullable();

const surveyTable = z
  .object({
    locations: z.array(locationNamed).describe('the rows, the largest first; null for answers without one'),
    otherLocations: z.int().describe('how many have too few answers: the last row sums them up; 0 for none'),
    tiers: z.array(tierNamed).describe('the columns, the largest first; null for answers without one'),
    otherTiers: z.int().describe('as `otherLocations`, for the last column'),
    cells: z.array(z.array(z.object(part))),
  })
  .meta({
    id: 'SurveyTable',
    description:
      'the NPS by location and tier, of all locations; nothing under 10 answers, and nothing from which that could be computed',
  });

export type SurveyTable = z.infer<typeof surveyTable>;

const surveyBreakdown = z
  .object({
    question: z.string().nullable().describe('the first NPS question; null if there is none'),
    months: z
      .array(z.object({ month: z.string().describe("'2026-11', in the club's time zone"), ...part }))
      .describe('the last 12, the oldest first; on the scale of the question, whatever `days` says'),
    locations: z.array(z.object({ location: locationNamed, ...part })),
    tiers: z
      .array(z.object({ tier: tierNamed, ...part }))
      .describe('with a location its row of the table, without the other tiers'),
    table: surveyTable.nullable().describe('null where there is nothing to show'),
  })
  .meta({ id: 'SurveyBreakdown' });

export type SurveyBreakdown = z.infer<typeof surveyBreakdown>;

const wave = z.object({
  ...part,
  counts: z
    .object({ detractors: z.int(), passives: z.int(), promoters: z.int() })
    .nullable()
    .describe('null if one of them is under 5'),
});

const surveyWaves = z
  .object({
    question: z.string().nullable().describe('the first NPS question; null if there is none'),
    scale: z.object({ min: z.number(), max: z.number() }).nullable(),
    first: wave,
    second: wave,
    change: z
      .object({
        difference: z.number().describe('points of the second wave more than the first one'),
        low: z.number().describe('of the 95 % interval of the difference'),
        high: z.number(),
        p: z.number().describe('how often chance alone makes such a difference'),
      })
      .nullable()
      .describe('null under 10 answers in one of them'),
  })
  .meta({ id: 'SurveyWaves' });

export type SurveyWaves = z.infer<typeof surveyWaves>;

const surveyResponse = z
  .object({
    id,
    version: z.int(),
    sentAt: instant,
    mode: z.enum(surveyModes).describe('how it came'),
    takenBy: z
      .string()
      .nullable()
      .describe('who of the team asked by telephone, or was signed in on the tablet; null if nobody took it'),
    member: z.object({ id, displayName: z.string() }).nullable(),
    location: locationNamed.describe('of the purchase, else where the member shopped most at that time'),
    receipt: z.string().nullable().describe('that the open link named'),
    tier: tierNamed.describe('at that time'),
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

const isReversed = (from: string | undefined, to: string | undefined): boolean =>
  from !== undefined && to !== undefined && to < from;

interface AskedWaves {
  readonly firstFrom?: string | undefined;
  readonly firstTo?: string | undefined;
  readonly firstVersion?: number | undefined;
  readonly secondFrom?: string | undefined;
  readonly secondTo?: string | undefined;
  readonly secondVersion?: number | undefined;
}

/** The test is about different answers. */
const overlaps = (waves: AskedWaves): boolean => {
  const { firstVersion, secondVersion } = waves;
  if (firstVersion !== undefined && secondVersion !== undefined && firstVersion !== secondVersion)
    return false;
  return !isReversed(waves.secondFrom, waves.firstTo) && !isReversed(waves.firstFrom, waves.secondTo);
};

/** Requests and replies of the endpoints, by name. */
export const surveyAnswersShapes = {
  getSurveyBreakdown: { params, query: z.object(filters), reply: surveyBreakdown },
  getSurveyWaves: {
    params,
    query: z
      .object({
        firstFrom: date.optional().describe("a day in the club's time zone"),
        firstTo: date.optional().describe('the last day'),
        firstVersion: filters.version,
        secondFrom: date.optional(),
        secondTo: date.optional().describe('the last day'),
        secondVersion: filters.version,
      })
      .refine(({ firstFrom, firstTo }) => !isReversed(firstFrom, firstTo), {
        path: ['firstTo'],
        message: 'before the first day',
      })
      .refine(({ secondFrom, secondTo }) => !isReversed(secondFrom, secondTo), {
        path: ['secondTo'],
        message: 'before the first day',
      })
      .refine((waves) => !overlaps(waves), {
        path: ['secondFrom'],
        message: 'both waves would have the same answers',
      }),
    reply: surveyWaves,
  },
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
    query: z.object(filters),
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
