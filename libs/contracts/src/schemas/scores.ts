import { z } from 'zod';
import {
  leastScoreDays,
  mostScoreDays,
  mostScoreGroups,
  scoreRunStates,
  valueClasses,
} from '../endpoints/scores.ts';
import { names } from './names.ts';
import { ownScores, toldOwnScore } from './own-scores.ts';
import { permission } from './permissions.ts';
import { code, currency, id, instant, listOf, listQuery } from './values.ts';

const score = z.int().min(1).max(5).describe('1 to 5; 5 is the best');
const scoreRange = z
  .tuple([score, score])
  .refine(([from, to]) => from <= to, { error: 'from the lower to the higher score', path: [1] })
  .describe('from and to, both included');

const group = z.object({
  key: code,
  name: names(60),
  recency: scoreRange,
  frequency: scoreRange,
  monetary: scoreRange,
});

const isFirst = (all: readonly { readonly key: string }[], place: number): boolean =>
  all.findIndex(({ key }) => key === all[place]?.key) === place;

const chosen = z.object({
  windowDays: z
    .int()
    .min(leastScoreDays)
    .max(mostScoreDays)
    .nullable()
    .describe('purchases of so many days count; null for all'),
  shares: z
    .object({ a: z.int().min(1).max(98), b: z.int().min(1).max(98) })
    .refine(({ a, b }) => a + b < 100, { error: 'A and B together leave something for C', path: ['b'] })
    .describe('percent of all value; C has the rest'),
  groups: z
    .array(group)
    .min(1)
    .max(mostScoreGroups)
    .superRefine((all, context) => {
      for (const place of all.keys())
        if (!isFirst(all, place))
          context.addIssue({ code: 'custom', message: 'this key is taken', path: [place, 'key'] });
    })
    .describe('the first group that has the scores of a member is theirs; each combination has one'),
});

const whole = chosen.extend({ scores: ownScores, version: z.int() });
const settings = whole.meta({ id: 'ScoreSettings' });
const body = chosen.extend({ scores: ownScores.optional().describe('absent: they stay as they are') });
export type ScoreSettings = z.infer<typeof settings>;
export type ChosenScoreSettings = z.infer<typeof body>;

const settingsVersion = z
  .object({ replacedAt: instant, settings: whole })
  .meta({ id: 'ScoreSettingsVersion' });
export type ScoreSettingsVersion = z.infer<typeof settingsVersion>;
export type ScoreGroup = z.infer<typeof group>;

const cuts = z
  .array(z.number())
  .length(4)
  .describe('at 20, 40, 60 and 80 % of all buyers; a value above a cut has a better score, days a worse one');

const runFields = {
  id,
  state: z.enum(scoreRunStates),
  outcome: z
    .enum(['scored', 'too-few'])
    .nullable()
    .describe('`too-few`: fewer than five buyers, or all of them alike; null until it is done'),
  current: z.boolean().describe('whether the scores of members are those of this run'),
  asOf: instant,
  startedAt: instant,
  finishedAt: instant.nullable(),
  progress: z.object({ done: z.int(), total: z.int().nullable().describe('null until it is known') }),
  settings: whole.describe('as they were when the run began'),
  currency,
  buyers: z.int().nullable().describe('members with a purchase in the window; null until all are counted'),
  value: z
    .int()
    .nullable()
    .describe('what all buyers with more than nothing left brought after returns, in minor units'),
  unconverted: z.int().describe('purchases without an exchange rate, which count without their amount'),
};

const run = z.object(runFields).meta({ id: 'ScoreRun' });
export type ScoreRun = z.infer<typeof run>;

const counted = {
  members: z.int().describe('with those who allow no profiling only if they are at least twenty'),
  value: z.int().describe('of these members, in minor units'),
};

const runDetail = z
  .object({
    ...runFields,
    cuts: z
      .object({ recency: cuts, frequency: cuts, monetary: cuts })
      .nullable()
      .describe('null while there is nothing to compare'),
    cells: z.array(z.object({ recency: score, frequency: score, group: code.nullable(), ...counted })),
    groups: z.array(z.object({ key: z.string(), name: z.string(), ...counted })),
    classes: z.array(z.object({ class: z.enum(valueClasses), ...counted })),
    tenths: z
      .array(z.object({ members: z.int(), value: z.int() }))
      .nullable()
      .describe('tenths of all buyers, most value first; null for fewer than 200 buyers'),
    cohorts: z.array(
      z.object({
        month: z.iso.date().describe('of the first purchase'),
        members: z.int().nullable().describe('null for fewer than twenty'),
        bought: z
          .array(z.int().nullable())
          .describe('how many bought in each month after it; null for fewer than twenty'),
      }),
    ),
  })
  .meta({ id: 'ScoreRunDetail' });
export type ScoreRunDetail = z.infer<typeof runDetail>;

const scores = {
  recency: score,
  frequency: score,
  monetary: score,
  class: z.enum(valueClasses),
  days: z.int().describe('since the last purchase'),
  purchases: z.int(),
  value: z.int().describe('what is left of them after returns, in minor units'),
  rank: z.int().describe('by value; 1 is the best'),
};

const scoredMember = z
  .object({
    memberId: id,
    name: z.string(),
    group: z.object({ key: z.string(), name: z.string() }),
    currency,
    ...scores,
    own: z.array(z.object({ key: z.string(), value: z.int() })).describe("scores of the club's own"),
  })
  .meta({ id: 'ScoredMember' });
export type ScoredMember = z.infer<typeof scoredMember>;

const memberScores = z
  .object({
    asOf: instant.nullable().describe('when the current run began; null if there was none'),
    windowDays: z.int().nullable(),
    reason: z
      .enum(['no-run', 'too-few', 'no-purchase', 'no-customer', 'not-permitted'])
      .nullable()
      .describe('why there are no scores'),
    use: permission
      .pick({ allowed: true, reason: true, country: true })
      .describe('whether the club may profile'),
    own: z.array(toldOwnScore).describe("scores of the club's own, as last computed"),
    scores: z
      .object({
        ...scores,
        group: z.object({ key: z.string(), name: z.string() }),
        currency,
        buyers: z.int(),
        upToShare: z.number().describe('percent of all value that this member and all better ones brought'),
        shares: z.object({ a: z.int(), b: z.int() }),
        cuts: z.object({ recency: cuts, frequency: cuts, monetary: cuts }),
      })
      .nullable(),
  })
  .meta({ id: 'MemberScores' });
export type MemberScores = z.infer<typeof memberScores>;

const params = z.object({ id });
const asked = z.coerce.number().int().min(1).max(5).optional();

/** Requests and replies of the endpoints, by name. */
export const scoresShapes = {
  getScoreSettings: { reply: settings },
  setScoreSettings: { body, reply: settings },
  listScoreSettingsVersions: { query: listQuery, reply: listOf(settingsVersion) },
  startScoreRun: { reply: run },
  listScoreRuns: { query: listQuery, reply: listOf(run) },
  getScoreRun: { params, reply: runDetail },
  listMemberScores: {
    query: listQuery.extend({
      recency: asked,
      frequency: asked,
      group: code.optional(),
      class: z.enum(valueClasses).optional(),
    }),
    reply: listOf(scoredMember),
  },
  getMemberScores: { params, reply: memberScores },
};
