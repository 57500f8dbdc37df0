import { z } from 'zod';
import { referralSigns, referralStates, referralWays } from '../endpoints/referrals.ts';
import { secret } from './privacy.ts';
import { currency, date, id, instant, listOf, listQuery, reason } from './values.ts';

/** What a rule about referrals gives. */
const offer = z
  .object({
    points: z.int().describe('for the member'),
    friendPoints: z.int().describe('for the friend'),
    minimumSpend: z.int().describe("what the friend's purchase must be worth, in minor units"),
    currency,
    waitDays: z.int().describe('how many days after the purchase goods can be returned'),
    mostPerYear: z.int().nullable().describe('for how many friends in a year; null for all'),
    budgetUsedUp: z
      .object({ renewsOn: date.nullable().describe('when friends bring points again; null: never') })
      .nullable()
      .describe('if all members together got all points of the rule, or of the club'),
  })
  .meta({ id: 'ReferralOffer' });

export type ReferralOffer = z.infer<typeof offer>;

const progress = z.enum(['joined', 'returnable', 'checked', 'paid', 'ended']);

const ownFriend = z
  .object({
    joinedOn: date.describe("in the club's time zone"),
    progress: progress.describe(
      '`joined`: bought nothing that counts yet; `returnable`: bought, and the goods can still be returned; `checked`: a person of the team looks at it; `ended`: brings no points',
    ),
    countsAt: instant.nullable().describe('when a returnable purchase counts'),
    points: z.int().describe('that the caller got'),
  })
  .meta({ id: 'OwnReferral' });

export type OwnReferral = z.infer<typeof ownFriend>;

const referral = z
  .object({
    id,
    member: z.object({ id, displayName: z.string() }).nullable().describe('null once erased'),
    friend: z.object({ id, displayName: z.string() }).nullable().describe('null once erased'),
    way: z.enum(referralWays),
    state: z.enum(referralStates),
    signs: z.array(z.enum(referralSigns)).describe('why both may be the same person'),
    reason: z.string().nullable().describe('of the person who decided'),
    joinedAt: instant,
    dueAt: instant.nullable().describe('when the purchase that counts can no longer be returned'),
    endedAt: instant.nullable().describe('when it was paid, refused, returned or lapsed'),
    purchaseId: id.nullable(),
    points: z.object({ member: z.int(), friend: z.int() }),
  })
  .meta({ id: 'Referral' });

export type Referral = z.infer<typeof referral>;

/** What a person typed or a link says: anything, so that a wrong code never prevents joining. */
export const sentReferralCode = secret(z.string().max(200));

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const referralsShapes = {
  getOwnReferral: {
    reply: z.object({
      code: z.string().nullable().describe('null if the club has no live rule for it'),
      link: z.string().nullable(),
      offers: z.array(offer).describe('what the live rules give'),
      counts: z.object({
        joined: z.int(),
        waiting: z.int().describe('may still bring points'),
        paid: z.int().describe('brought points'),
        points: z.int().describe('that the caller got'),
      }),
      friends: z.array(ownFriend).describe('the last 50 to join, the newest first; names nobody'),
      own: ownFriend
        .nullable()
        .describe('how far the caller got, who joined by the link of another member; null if not'),
    }),
  },
  getReferralCode: {
    params: z.object({ code: sentReferralCode }),
    reply: z.object({
      usable: z.boolean(),
      code: z.string().nullable().describe('the code as it is stored, if it can be used'),
      offers: z.array(offer),
    }),
  },
  listReferrals: {
    query: listQuery.extend({
      state: z.enum(referralStates).optional(),
      member: id.optional().describe('who brought the friend, or is the friend'),
      include: z.enum(['total']).optional(),
    }),
    reply: listOf(referral),
  },
  approveReferral: {
    params,
    body: z.object({ reason: reason.optional() }),
    reply: referral,
  },
  refuseReferral: {
    params,
    body: z.object({ reason }),
    reply: referral,
  },
};
