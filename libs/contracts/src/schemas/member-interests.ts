import { z } from 'zod';
import {
  interestSources,
  interestWords,
  leastHalfLife,
  longestHalfLife,
  mostInterestCategories,
  mostInterestsOfCategory,
  mostInterestWeight,
} from '../endpoints/member-interests.ts';
import { interestKey } from './interests.ts';
import { permission } from './permissions.ts';
import { id, instant, listOf, listQuery, text } from './values.ts';

const weight = z.int().min(1).max(mostInterestWeight).describe('points of one observation');
const observed = z.object({
  on: z.boolean(),
  weight,
  halfLifeDays: z
    .int()
    .min(leastHalfLife)
    .max(longestHalfLife)
    .nullable()
    .describe('after so many days it counts half; null: it never fades'),
});

const category = z.object({
  category: text(100).describe('as goods have it'),
  interests: z.array(interestKey).min(1).max(mostInterestsOfCategory),
});

const isFirst = (all: readonly { readonly category: string }[], place: number): boolean =>
  all.findIndex((each) => each.category === all[place]?.category) === place;

const chosen = z.object({
  threshold: z
    .int()
    .min(1)
    .max(100)
    .describe('points from which an observed interest counts; stated ones always do'),
  sources: z.object({
    stated: z.object({ weight }),
    purchases: observed,
    communities: observed,
    gatherings: observed,
    reactions: observed,
  }),
  categories: z
    .array(category)
    .max(mostInterestCategories)
    .superRefine((all, context) => {
      for (const place of all.keys())
        if (!isFirst(all, place))
          context.addIssue({
            code: 'custom',
            message: 'this category is there already',
            path: [place, 'category'],
          });
    })
    .describe('goods of a category have these interests besides their own'),
});

const settings = chosen.extend({ version: z.int() }).meta({ id: 'InterestSettings' });
export type InterestSettings = z.infer<typeof settings>;
export type ChosenInterestSettings = z.infer<typeof chosen>;

const score = z.int().min(0).max(100);

const source = z.object({
  source: z.enum(interestSources),
  times: z.int().describe('how often it was observed; 1 for `stated`'),
  lastAt: instant,
  points: score.describe('what it gives now, in points'),
});

const ofMember = {
  key: interestKey,
  name: z.string(),
  statedAt: instant.nullable().describe('when the member said so'),
  interested: z.boolean().describe('whether it counts for conditions'),
  score: score.nullable().describe('all points together; null while the club may not profile'),
  sources: z.array(source).describe('the strongest first; only `stated` while the club may not profile'),
};

const use = permission
  .pick({ allowed: true, reason: true, country: true })
  .describe('whether the club may profile');

const interest = z
  .object({
    ...ofMember,
    forgottenUntil: instant.nullable().describe('what was observed until then does not count'),
  })
  .meta({ id: 'InterestOfMember' });
export type InterestOfMember = z.infer<typeof interest>;

const ofOne = z
  .object({
    use,
    interests: z.array(interest).describe('stated ones first, then by score'),
    blocked: z
      .array(z.object({ key: interestKey, name: z.string(), blockedAt: instant }))
      .describe('of which the member wants no more'),
  })
  .meta({ id: 'MemberInterests' });
export type MemberInterests = z.infer<typeof ofOne>;

const own = ofOne
  .extend({
    others: z
      .array(z.object({ key: interestKey, name: z.string() }))
      .describe('interests of the club that I can choose, in its order'),
  })
  .meta({ id: 'OwnInterests' });
export type OwnInterests = z.infer<typeof own>;

const members = z.int().nullable().describe('null for one to nineteen');

const figures = z
  .object({
    interests: z.array(
      z.object({
        key: interestKey,
        name: z.string(),
        interested: members.describe('how many it counts for; null for one to nineteen'),
        stated: members,
        purchases: members,
        communities: members,
        gatherings: members,
        reactions: members,
        blocked: members,
      }),
    ),
    pending: z.boolean().describe('whether all members are being observed again'),
  })
  .meta({ id: 'InterestFigures' });
export type InterestFigures = z.infer<typeof figures>;

const listed = z.object({ memberId: id, memberName: z.string(), ...ofMember }).meta({ id: 'ListedInterest' });
export type ListedInterest = z.infer<typeof listed>;

const params = z.object({ id });
const ofKey = z.object({ key: interestKey });

/** Requests and replies of the endpoints, by name. */
export const memberInterestsShapes = {
  getInterestSettings: { reply: settings },
  setInterestSettings: { body: chosen, reply: settings },
  getInterestFigures: { reply: figures },
  listMemberInterests: {
    query: listQuery.extend({ interest: interestKey.optional().describe('of those with this one') }),
    reply: listOf(listed),
  },
  getMemberInterests: { params, reply: ofOne },
  getOwnInterests: { reply: own },
  setOwnInterest: {
    params: ofKey,
    body: z.object({
      word: z.enum(interestWords),
      forgottenUntil: instant
        .nullable()
        .optional()
        .describe('what was observed until then does not count; left out, it stays. To undo a removal'),
    }),
    reply: own,
  },
  removeOwnInterest: { params: ofKey, reply: own },
};
