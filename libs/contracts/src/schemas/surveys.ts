import { z } from 'zod';
import {
  longestLongAnswer,
  longestShortAnswer,
  mostBranches,
  mostOptions,
  mostQuestions,
  mostThanksPoints,
  npsScaleNames,
  questionKinds,
  surveyModes,
  surveyStates,
} from '../endpoints/surveys.ts';
import { anonymousContent, anonymousScreen } from './anonymous-surveys.ts';
import { condition } from './conditions.ts';
import { names, proseTexts } from './names.ts';
import { permission } from './permissions.ts';
import { hidesSomething, isPlainProse } from './plain.ts';
import { personal } from './privacy.ts';
import { pictureKey } from './rewards.ts';
import { surveyDistribution } from './survey-distribution.ts';
import { date, id, instant, listOf, listQuery, sortedBy, texts } from './values.ts';

const key = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'small letters, digits and hyphens')
  .max(40);
const places =
  'may name `{first-name}`, `{tier}`, `{location}` (of the purchase) and `{answer:key}` of a question before; empty if unknown';

const page = z
  .object({ title: names(120).describe(places), text: proseTexts(1000).nullable().default(null) })
  .nullable()
  .default(null);

const asked = {
  key: key.describe('unique in the survey; keep it in later versions, so that answers can be compared'),
  title: names(200).describe(places),
  note: proseTexts(500).nullable().default(null).describe(places),
  required: z.boolean().default(false),
  next: z
    .array(
      z.object({
        when: condition
          .nullable()
          .default(null)
          .describe('about the answers so far (`answer.number`, `answer.choices`); null for always'),
        to: key.nullable().describe('a later question; null ends the survey'),
      }),
    )
    .max(mostBranches)
    .default([])
    .describe('where the survey goes on; the first that holds decides, else the next question follows'),
};
const ends = {
  low: names(40).nullable().default(null).describe('the words at the low end'),
  high: names(40).nullable().default(null).describe('the words at the high end'),
};
const option = z.object({ key, text: names(100) });
const choosing = {
  shuffle: z.boolean().default(false).describe('each member sees the options in an order of chance'),
  other: z.boolean().default(false).describe('whether the member may answer in own words'),
};
const options = z.array(option).min(1).max(mostOptions);
const bound = z.number().min(-1_000_000_000).max(1_000_000_000);

const question = z
  .discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('nps'), ...asked, scale: z.enum(npsScaleNames).default('0-10'), ...ends })
      .meta({ id: 'NpsQuestion', description: 'promoters from 9, detractors to 6' }),
    z
      .object({ kind: z.literal('csat'), ...asked, ...ends })
      .meta({ id: 'CsatQuestion', description: '1 to 5' }),
    z
      .object({ kind: z.literal('ces'), ...asked, ...ends })
      .meta({ id: 'CesQuestion', description: '1 to 7' }),
    z.object({ kind: z.literal('single'), ...asked, options, ...choosing }).meta({ id: 'SingleQuestion' }),
    z
      .object({
        kind: z.literal('multiple'),
        ...asked,
        options,
        ...choosing,
        least: z.int().min(1).max(mostOptions).default(1),
        most: z.int().min(1).max(mostOptions).nullable().default(null).describe('null for all'),
      })
      .meta({ id: 'MultipleQuestion' }),
    z
      .object({
        kind: z.literal('picture'),
        ...asked,
        options: z
          .array(option.extend({ picture: pictureKey }))
          .min(1)
          .max(mostOptions),
        ...choosing,
      })
      .meta({ id: 'PictureQuestion' }),
    z
      .object({
        kind: z.literal('rating'),
        ...asked,
        look: z.enum(['stars', 'smileys']).default('stars'),
        steps: z.int().min(3).max(10).default(5),
        ...ends,
      })
      .meta({ id: 'RatingQuestion' }),
    z
      .object({
        kind: z.literal('number'),
        ...asked,
        least: bound.default(0),
        most: bound.default(1000),
        unit: names(20).nullable().default(null),
      })
      .meta({ id: 'NumberQuestion' }),
    z
      .object({
        kind: z.literal('short-text'),
        ...asked,
        longest: z.int().min(1).max(longestShortAnswer).default(longestShortAnswer),
      })
      .meta({ id: 'ShortTextQuestion' }),
    z
      .object({
        kind: z.literal('long-text'),
        ...asked,
        longest: z.int().min(1).max(longestLongAnswer).default(500),
      })
      .meta({ id: 'LongTextQuestion' }),
    z
      .object({
        kind: z.literal('date'),
        ...asked,
        from: date.nullable().default(null),
        to: date.nullable().default(null).describe('the last possible day'),
      })
      .meta({ id: 'DateQuestion' }),
    z
      .object({ kind: z.literal('consent'), ...asked })
      .meta({ id: 'ConsentQuestion', description: 'yes or no to what its note says' }),
  ])
  .meta({ id: 'SurveyQuestion' });

export const surveyDefinition = z.object({
  welcome: page.describe('before the first question'),
  questions: z.array(question).min(1).max(mostQuestions),
  thanks: page.describe('after the answers were sent'),
  thanksPoints: z
    .int()
    .min(1)
    .max(mostThanksPoints)
    .nullable()
    .default(null)
    .describe('points for sending it, whatever was answered; null for none'),
});

const content = z.object({
  name: names(80).describe('for the team'),
  definition: surveyDefinition,
  audience: condition
    .nullable()
    .default(null)
    .describe('which members are asked, as a condition on a member; null for all'),
  distribution: surveyDistribution.prefault({}).describe('when, how and how many members are asked'),
  startsAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null).describe('exclusive'),
  callBackUpTo: z
    .int()
    .min(0)
    .max(10)
    .nullable()
    .default(6)
    .describe('who gives this NPS score or less gets a task to be called back; null for nobody'),
  ...anonymousContent,
});

export const survey = content
  .extend({
    id,
    version: z.int().describe('of the draft and its settings, for `If-Match`'),
    state: z.enum(surveyStates),
    name: texts(80),
    published: z.int().nullable().describe('the version that members are asked; null if there is none'),
    changed: z.boolean().describe('whether the draft differs from the published version'),
    faults: z
      .array(z.object({ pointer: z.string(), message: z.string() }))
      .describe('what keeps the draft from being published'),
    figures: z.object({
      asked: z.int().describe('members who were asked'),
      sent: z.int().describe('answers that were sent, in all ways'),
      replied: z.int().describe('by members who were asked'),
    }),
    updatedAt: instant,
  })
  .meta({ id: 'Survey' });

export type Survey = z.infer<typeof survey>;
export type SurveyDefinition = Survey['definition'];

const words = personal(z.string().trim().min(1).max(longestLongAnswer).refine(isPlainProse, hidesSomething));
const answer = z.union([
  z.number(),
  words,
  z.boolean(),
  z.object({
    choices: z.array(key).max(mostOptions).describe('keys of options'),
    other: words.optional(),
  }),
]);

export type SurveyAnswer = z.infer<typeof answer>;

export const surveyAnswers = z
  .record(key, answer.nullable())
  .refine((answers) => Object.keys(answers).length <= mostQuestions, `at most ${mostQuestions}`);

const shownPage = z.object({ title: texts(2000), text: texts(4000).nullable() }).nullable();

const shownQuestion = z
  .object({
    key,
    kind: z.enum(questionKinds),
    title: texts(4000),
    note: texts(4000).nullable(),
    required: z.boolean(),
    last: z.boolean().describe('whether nothing can follow, whatever the answer'),
    scale: z.object({ min: z.number(), max: z.number() }).nullable(),
    look: z.enum(['stars', 'smileys']).nullable().describe('of a rating'),
    low: texts(40).nullable(),
    high: texts(40).nullable(),
    options: z
      .array(z.object({ key, text: texts(100), picture: pictureKey.nullable() }))
      .describe('in the order for this member; none if there is nothing to choose'),
    other: z.boolean(),
    least: z.int().nullable().describe('choices'),
    most: z.int().nullable().describe('choices'),
    longest: z.int().nullable().describe('characters'),
    unit: texts(20).nullable(),
    from: date.nullable(),
    to: date.nullable(),
    answer: answer.nullable().describe('what I answered before'),
    before: key.nullable().describe('the question before it on my way'),
  })
  .meta({ id: 'ShownQuestion' });

export type ShownQuestion = z.infer<typeof shownQuestion>;

export const ownSurvey = z
  .object({
    id,
    version: z.int().describe('send it with the answers'),
    ...anonymousScreen,
    welcome: shownPage,
    question: shownQuestion
      .nullable()
      .describe('the next one, or the one asked for; null if all are answered'),
    answered: z.int().describe('questions that were answered or skipped'),
    left: z.int().describe('questions that may still come, at most'),
    thanks: shownPage,
    thanksPoints: z.int().nullable(),
    named: z.boolean().describe('whether the team reads my answers with my name'),
    thanked: z.boolean().describe('whether the points of thanks are in my account'),
  })
  .meta({ id: 'OwnSurvey' });

export type OwnSurvey = z.infer<typeof ownSurvey>;

const questionResult = z
  .object({
    key,
    kind: z.enum(questionKinds),
    title: texts(200),
    scale: z.object({ min: z.number(), max: z.number() }).nullable(),
    answered: z.int(),
    skipped: z.int(),
    left: z.int().describe('members who stopped here and have not sent their answers'),
    seconds: z.number().nullable().describe('median of the time until it was answered'),
    withCare: z.boolean().describe('under 100 answers: read with care'),
    reason: z.enum(['too-few']).nullable().describe('why there are no figures: fewer than 10 answers'),
    mean: z.number().nullable(),
    good: z.number().nullable().describe('percent of good answers: CSAT from 4, CES from 5'),
    nps: z
      .object({
        score: z
          .number()
          .describe('share of promoters minus share of detractors, in points from −100 to 100'),
        low: z.number().describe('of the adjusted Wald interval (95 %)'),
        high: z.number(),
        counts: z
          .object({ detractors: z.int(), passives: z.int(), promoters: z.int() })
          .nullable()
          .describe('null if one of them is under 5'),
        change: z
          .object({
            difference: z.number().describe('points'),
            low: z.number(),
            high: z.number(),
            p: z.number().describe('how often chance alone makes such a difference'),
            before: z.int().describe('answers in the days before'),
          })
          .nullable()
          .describe(
            'from the same number of days before, on the same scale; null under 10 answers in one of them',
          ),
      })
      .nullable(),
    distribution: z
      .array(
        z.object({
          value: z.string().describe('a number of the scale, the key of an option, `other`, `yes` or `no`'),
          text: texts(100).nullable().describe('of an option'),
          count: z.int().nullable().describe('null: too few to be shown'),
        }),
      )
      .nullable(),
  })
  .meta({ id: 'QuestionResult' });

export type QuestionResult = z.infer<typeof questionResult>;

export const surveyResults = z
  .object({
    version: z.int().describe('whose questions these are'),
    versions: z
      .array(z.object({ version: z.int(), publishedAt: instant, sent: z.int() }))
      .describe('the newest first'),
    asked: z.int().describe('members who were asked; others answered by themselves'),
    started: z.int().describe('members who answered at least one question'),
    sent: z.int(),
    rate: z
      .number()
      .nullable()
      .describe(
        'percent of those asked who sent their answers; null if nobody was asked, and for a location unless each member was asked about a purchase',
      ),
    nps: z.number().nullable().describe('score of the first NPS question'),
    reason: z.enum(['too-few', 'no-nps-question']).nullable().describe('why there is no score'),
    questions: z
      .array(questionResult)
      .describe('answers of the same key, kind and scale in all versions count together'),
  })
  .meta({ id: 'SurveyResults' });

export type SurveyResults = z.infer<typeof surveyResults>;

const params = z.object({ id });

/** What is sent with answers, signed in or with a link. */
export const answering = z.object({
  version: z.int().min(1).describe('of the questions that were answered'),
  answers: surveyAnswers.describe('by the key of the question; null skips it'),
  complete: z.boolean().default(false).describe('sends them; what was not answered is skipped'),
});
export const asking = z.object({ question: key.optional().describe('one that I answered before') });

/** Requests and replies of the endpoints, by name. */
export const surveysShapes = {
  listSurveys: {
    query: listQuery.extend({
      query: personal(z.string().trim().max(100)).optional().describe('a part of the name, in any language'),
      state: z.enum(surveyStates).optional(),
      ...sortedBy('created', 'name', 'state', 'asked', 'sent', 'rate'),
    }),
    reply: listOf(survey),
  },
  createSurvey: { body: content, reply: survey },
  getSurvey: { params, reply: survey },
  replaceSurvey: { params, body: content, reply: survey },
  publishSurvey: { params, reply: survey },
  endSurvey: { params, reply: survey },
  getSurveyResults: {
    params,
    query: z.object({
      version: z.coerce.number().int().min(1).optional().describe('only answers to this version'),
      days: z.coerce.number().int().min(1).max(730).optional().describe('only the last so many days'),
      location: id.optional().describe('only answers of this location'),
      mode: z.enum(surveyModes).optional().describe('only answers that came this way'),
    }),
    reply: surveyResults,
  },
  answerSurvey: { params, body: answering, reply: ownSurvey },
  listOwnSurveys: {
    reply: listOf(
      z
        .object({
          id,
          state: z.enum(['asked', 'started']),
          title: texts(2000).describe('of the welcome page, else of the first question'),
          questions: z.int(),
          thanksPoints: z.int().nullable(),
          askedAt: instant,
        })
        .meta({ id: 'OpenSurvey' }),
    ).extend({ permission: permission.describe('whether the club may ask me, and why') }),
  },
  getOwnSurvey: { params, query: asking, reply: ownSurvey },
};
