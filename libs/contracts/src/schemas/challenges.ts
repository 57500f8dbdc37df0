import { z } from 'zod';
import {
  challengeStates,
  leastSpent,
  longestCard,
  longestStreak,
  mostChallengePoints,
  mostFills,
  mostSpent,
  mostStamps,
} from '../endpoints/challenges.ts';
import { condition } from './conditions.ts';
import { names, proseTexts } from './names.ts';
import { pictureKey, voucherState } from './rewards.ts';
import { currency, id, instant, listOf, listQuery, money, patchOf, readableListOf, texts } from './values.ts';

const goods = {
  where: condition.optional().describe('the goods, as a condition on a line; absent for all'),
  when: condition.optional().describe('about the purchase; absent for any'),
};
const span = z.enum(['week', 'month']);
const restarts = span
  .optional()
  .describe('progress begins at nothing in each week or month of the club; absent for never');

const stampCard = z
  .object({
    kind: z.literal('stamp-card'),
    stamps: z
      .enum(['per-piece', 'per-purchase', 'per-day'])
      .default('per-piece')
      .describe(
        'one for every piece of the goods, or one for a purchase, or for a day of the club, with any of them',
      ),
    ...goods,
    most: z.int().min(1).max(mostStamps).default(20).describe('stamps of one purchase at most'),
    restarts,
  })
  .meta({ id: 'StampCard' });

const spend = z
  .object({
    kind: z.literal('spend'),
    currency: currency.describe('purchases in another one do not count'),
    ...goods,
    restarts,
  })
  .meta({ id: 'SpendChallenge' });

const streak = z
  .object({
    kind: z.literal('streak'),
    every: span.describe('a purchase in each week or month of the club, without a gap'),
    ...goods,
  })
  .meta({ id: 'Streak' });

const terms = z
  .discriminatedUnion('kind', [stampCard, spend, streak])
  .describe(
    'what counts: stamps; money of the goods after discounts, net or gross as the club earns points; or weeks or months in ' +
      'a row with a purchase. The kind, the currency, the weeks or months, and the goal of a streak stay once members ' +
      'have seen the challenge',
  );

const badgeKey = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u)
  .max(40)
  .describe('by which conditions ask for it: small letters, digits and hyphens');

const reward = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('voucher'), rewardId: id }),
    z.object({ kind: z.literal('points'), points: z.int().min(1).max(mostChallengePoints) }),
    z.object({
      kind: z.literal('badge'),
      key: badgeKey,
      name: names(60),
      text: proseTexts(300).nullable().default(null).describe('what it is for'),
      picture: pictureKey.default('star'),
    }),
  ])
  .describe(
    'for a filled card: a voucher of a reward, without points; points; or a badge. Challenges may give the same badge',
  );

const content = z.object({
  name: names(80),
  description: proseTexts(500).nullable().default(null),
  picture: pictureKey.default('cup'),
  startsAt: instant.nullable().default(null).describe('by the time of the purchase'),
  endsAt: instant.nullable().default(null).describe('exclusive'),
  goal: z
    .int()
    .min(2)
    .max(mostSpent)
    .describe(
      `stamps, at most ${longestCard}; minor units, at least ${leastSpent}; or weeks or months in a row, at most ` +
        `${longestStreak}. One purchase fills at most 50 cards`,
    ),
  repeats: z.boolean().default(true).describe('whether the next card begins when one is filled'),
  mostFilled: z
    .int()
    .min(1)
    .max(mostFills)
    .nullable()
    .default(null)
    .describe('how often a member can fill it, in all periods together; null for any number'),
  terms,
  reward,
});

export const challenge = content
  .extend({
    id,
    version: z.int(),
    state: z.enum(challengeStates),
    name: texts(80),
    description: texts(500).nullable(),
    figures: z.object({
      members: z.int().describe('members with at least one stamp'),
      filled: z.int().describe('filled cards, without withdrawn ones'),
      vouchersUsed: z.int(),
    }),
    updatedAt: instant,
  })
  .meta({ id: 'Challenge' });

export type Challenge = z.infer<typeof challenge>;

const gained = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('voucher'), name: texts(120), picture: pictureKey }),
    z.object({ kind: z.literal('points'), points: z.int() }),
    z.object({ kind: z.literal('badge'), name: texts(60), picture: pictureKey }),
  ])
  .describe('what a filled card gives');

const unit = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('stamps') }),
    z.object({ kind: z.literal('money'), currency }),
    z.object({ kind: z.literal('periods'), every: span }),
  ])
  .describe('what the numbers count: stamps, minor units of a currency, or weeks or months in a row');

const progress = z.object({
  id,
  name: texts(80),
  picture: pictureKey,
  unit,
  goal: z.int(),
  counted: z.int().describe('on the open card, in this period; the goal if it cannot be filled again'),
  missing: z.int(),
  filled: z.int().describe('filled cards, in all periods together'),
  reward: gained,
});

const ownChallenge = progress
  .extend({
    description: texts(500).nullable(),
    state: z.enum(['live', 'paused', 'ended']),
    repeats: z.boolean(),
    done: z.boolean().describe('filled as often as possible, in this period or for good'),
    restarts: restarts.unwrap().nullable(),
    periodEndsAt: instant.nullable().describe('when progress begins at nothing; exclusive'),
    mostFilled: z.int().nullable(),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    owed: z
      .int()
      .describe(
        'what must be counted before the next card begins, because a used reward was kept after a return',
      ),
    streak: z
      .object({
        counted: z.boolean().describe('whether a purchase of this week or month counted'),
        endsAt: instant
          .nullable()
          .describe(
            'when it breaks, unless a purchase comes before; exclusive; null while a gap loses nothing',
          ),
      })
      .nullable()
      .describe('null if nothing must come in a row'),
    stamps: z
      .array(z.object({ at: instant, location: z.string() }))
      .describe(
        'on the open card, in the order of the purchases; none if it counts money; the first of each week or month of a streak',
      ),
    purchases: z
      .array(
        z.object({
          purchaseId: id,
          at: instant,
          location: z.string(),
          total: money,
          counted: z.int(),
          reason: z.string().nullable().describe('why it did not count, as a sentence'),
          filled: z.int().describe('cards that it filled'),
        }),
      )
      .describe('the latest purchases, at most 50'),
    vouchers: z
      .array(z.object({ id, state: voucherState, filledAt: instant }))
      .describe('of the last filled cards, at most 10'),
  })
  .meta({ id: 'OwnChallenge' });

export type OwnChallenge = z.infer<typeof ownChallenge>;

const countedChallenge = progress
  .extend({
    now: z.int().describe('what this purchase counted'),
    filledNow: z.int().describe('cards that this purchase filled'),
  })
  .meta({ id: 'CountedChallenge' });

export type CountedChallenge = z.infer<typeof countedChallenge>;

const ownBadge = z
  .object({
    key: z.string(),
    name: texts(60),
    text: texts(300).nullable(),
    picture: pictureKey,
    givenAt: instant.describe('the first time'),
    times: z.int(),
  })
  .meta({ id: 'OwnBadge' });

export type OwnBadge = z.infer<typeof ownBadge>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const challengesShapes = {
  listChallenges: {
    query: listQuery,
    reply: readableListOf(challenge),
  },
  createChallenge: {
    body: content.extend({ state: z.enum(['draft', 'live']).default('draft') }),
    reply: challenge,
  },
  getChallenge: {
    params,
    reply: challenge,
  },
  updateChallenge: {
    params,
    body: patchOf(content.extend({ state: z.enum(challengeStates) })),
    reply: challenge,
  },
  listOwnChallenges: {
    reply: listOf(ownChallenge),
  },
  listMemberChallenges: {
    params,
    reply: listOf(ownChallenge),
  },
  listPurchaseChallenges: {
    params,
    reply: listOf(countedChallenge),
  },
  listBadges: {
    reply: listOf(z.object({ key: badgeKey, name: texts(60) }).meta({ id: 'NamedBadge' })),
  },
  listOwnBadges: {
    reply: listOf(ownBadge),
  },
  listMemberBadges: {
    params,
    reply: listOf(ownBadge),
  },
};
