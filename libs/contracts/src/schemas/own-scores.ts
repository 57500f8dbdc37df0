import { facts, factsIn, type Fact, type FactName, type ValueType } from '@regulars/conditions';
import { z } from 'zod';
import { mostOwnScores, mostScoreParts } from '../endpoints/own-scores.ts';
import { condition } from './conditions.ts';
import { names } from './names.ts';
import { code, id, largestAmount, text } from './values.ts';

/** A birthday may have no year, and a score may not ask for itself. */
const apart: ReadonlySet<FactName> = new Set<FactName>(['member.birthday', 'member.score']);

const factsOf = (...types: ValueType[]) =>
  z.enum(
    factsIn('member').filter((name) => types.includes(facts[name].type) && !apart.has(name)) as [
      FactName,
      ...FactName[],
    ],
  );

const isKeyOf = ({ parameter, keys }: Fact, key: string | undefined): boolean =>
  parameter === undefined
    ? key === undefined
    : key !== undefined && (keys === undefined || Object.hasOwn(keys, key));

const points = z
  .int()
  .min(-1000)
  .max(1000)
  .refine((given) => given !== 0, 'points to give, or to take');
const name = names(60).describe('what the explanation of a score calls this part');

const part = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('number'),
      name,
      fact: factsOf('number', 'money'),
      key: text(100).optional().describe('of a fact with a parameter'),
      points,
      per: z
        .int()
        .min(1)
        .max(largestAmount)
        .describe('so much of the fact gives the points; money in minor units'),
      most: z.int().min(1).max(10_000).describe('no more points than these, given or taken'),
    })
    .refine(({ fact, key }) => isKeyOf(facts[fact], key), {
      error: 'the name of the attribute, for facts about one only',
      path: ['key'],
    }),
  z.object({
    kind: z.literal('days-since'),
    name,
    fact: factsOf('date'),
    points,
    halfLife: z.int().min(1).max(3650).describe('days after which half of the points are left'),
  }),
  z.object({ kind: z.literal('condition'), name, condition: condition.describe('on a member'), points }),
]);

const ownScore = z.object({
  key: code,
  name: names(60),
  parts: z.array(part).min(1).max(mostScoreParts),
});

const isFirst = (all: readonly { readonly key: string }[], place: number): boolean =>
  all.findIndex(({ key }) => key === all[place]?.key) === place;

export const ownScores = z
  .array(ownScore)
  .max(mostOwnScores)
  .superRefine((all, context) => {
    for (const place of all.keys())
      if (!isFirst(all, place))
        context.addIssue({ code: 'custom', message: 'this key is taken', path: [place, 'key'] });
  })
  .describe('scores of the club: the sum of what their parts give, in whole points');

export type OwnScoreSettings = z.infer<typeof ownScore>;
export type OwnScorePart = z.infer<typeof part>;

/** A member's score, and why. */
export const toldOwnScore = z.object({
  key: z.string(),
  name: z.string(),
  value: z.int(),
  parts: z.array(z.object({ name: z.string(), points: z.int() })).describe('what each part gave'),
});

const example = z
  .object({
    members: z
      .array(
        z.object({
          memberId: id,
          name: z.string(),
          value: z.int(),
          parts: z.array(z.int()).describe('what each part gives, in their order'),
        }),
      )
      .describe(
        'the best, the middle and the last by value of the current run, of those who allow profiling; none without a run',
      ),
  })
  .meta({ id: 'OwnScoreExample' });

const figures = z
  .object({
    key: z.string(),
    name: z.string(),
    members: z.int().describe('who have this score: those who allow profiling'),
    bands: z
      .array(z.object({ from: z.int(), to: z.int(), members: z.int() }))
      .describe('at most ten, from the lowest score to the highest'),
    best: z.array(z.object({ memberId: id, name: z.string(), value: z.int() })).describe('at most ten'),
  })
  .meta({ id: 'OwnScoreFigures' });

export type OwnScoreExample = z.infer<typeof example>;
export type OwnScoreFigures = z.infer<typeof figures>;
export type ToldOwnScore = z.infer<typeof toldOwnScore>;

/** Requests and replies of the endpoints, by name. */
export const ownScoresShapes = {
  previewOwnScore: { body: z.object({ parts: ownScore.shape.parts }), reply: example },
  getOwnScoreFigures: { params: z.object({ key: code }), reply: figures },
};
