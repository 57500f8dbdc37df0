import { z } from 'zod';
import {
  bestRating,
  mostSamples,
  productTestStates,
  sampleAllotments,
  testApplicationStates,
} from '../endpoints/product-tests.ts';
import { writingStates } from '../endpoints/posts.ts';
import { personal } from './privacy.ts';
import { pictureKey, voucherState } from './rewards.ts';
import { id, instant, listOf, listQuery, texts } from './values.ts';

export const rating = z.int().min(1).max(bestRating);

/** Of a comment. */
export const opinion = z
  .object({
    receivedFree: z.literal(true).describe('everyone who shows the opinion has to say so'),
    rating: rating.nullable(),
  })
  .meta({ id: 'Opinion' });

export type Opinion = z.infer<typeof opinion>;

const terms = {
  product: texts(120).describe('name of the reward'),
  picture: pictureKey,
  samples: z.int(),
  left: z.int().describe('samples that nobody has yet'),
  points: z.int().describe('what a sample costs; 0 for nothing'),
  allotment: z.enum(sampleAllotments),
  applyUntil: instant,
  opinionsUntil: instant,
  state: z.enum(productTestStates),
  applicants: z.int().describe('members who wait for a sample or have one'),
  opinions: z.int().describe('that are shown'),
};

/** As a part of a post. For managers there is nothing of their own. */
export const testOfPost = z
  .object({
    ...terms,
    mine: z
      .object({
        state: z.enum(testApplicationStates),
        ahead: z.int().nullable().describe('who waits before me; null before the draw, and if I do not wait'),
        voucher: voucherState.nullable().describe('of my sample'),
        mayWrite: z.boolean().describe('whether I have used the voucher and not written yet'),
      })
      .nullable()
      .describe('null if I did not apply'),
    mayApply: z.boolean(),
  })
  .meta({ id: 'TestOfPost' });

export type TestOfPost = z.infer<typeof testOfPost>;

const productTest = z
  .object({
    id: id.describe('of its post'),
    communityId: id,
    title: z.string().nullable(),
    ...terms,
    rewardId: id,
    rating: z
      .object({ average: z.number(), ratings: z.int() })
      .nullable()
      .describe('of opinions that are shown; null without ratings'),
    seed: z.string().nullable().describe('by which the lot was drawn; null before'),
    drawnAt: instant.nullable(),
    endedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'ProductTest' });

export type ProductTest = z.infer<typeof productTest>;

const member = z.object({ id, displayName: z.string(), nickname: personal(z.string()).nullable() });

const application = z
  .object({
    id,
    member,
    state: z.enum(testApplicationStates),
    why: z
      .enum(['cannot-write', 'insufficient-points', 'not-active', 'other'])
      .nullable()
      .describe('why a member whose turn it was got none'),
    place: z.int().nullable().describe('in the draw'),
    voucher: voucherState.nullable(),
    hasWritten: z.boolean(),
    appliedAt: instant,
  })
  .meta({ id: 'TestApplication' });

export type TestApplication = z.infer<typeof application>;

const listedOpinion = z
  .object({
    commentId: id,
    member: member.nullable().describe('null for a former member'),
    receivedFree: z.literal(true),
    rating: rating.nullable(),
    text: personal(z.string()).describe('Markdown'),
    state: z.enum(writingStates),
    createdAt: instant,
  })
  .meta({ id: 'TestOpinion' });

export type TestOpinion = z.infer<typeof listedOpinion>;

const params = z.object({ id });

/** What a manager sends besides the post. */
export const testTerms = {
  rewardId: id.describe('goods or samples with one stock for the club, without money; it need not be live'),
  samples: z.int().min(1).max(mostSamples).describe('no more than the reward has in stock'),
  free: z
    .boolean()
    .default(true)
    .describe('whether a sample costs nothing; else the usual points of the reward'),
  allotment: z.enum(sampleAllotments),
  applyUntil: instant.describe('exclusive, in the future'),
  opinionsUntil: instant.describe(
    'after `applyUntil`; testers are reminded before, and may still write later',
  ),
};

/** Requests and replies of the endpoints that name no text, by name. */
export const testShapes = {
  listProductTests: { params, query: listQuery, reply: listOf(productTest) },
  getProductTest: { params, reply: productTest },
  drawProductTest: { params, reply: productTest },
  endProductTest: { params, reply: productTest },
  listTestApplications: {
    params,
    query: listQuery.extend({ state: z.enum(testApplicationStates).optional() }),
    reply: listOf(application),
  },
  listTestOpinions: { params, query: listQuery, reply: listOf(listedOpinion) },
  applyForSample: { params, reply: testOfPost },
  withdrawFromTest: { params, reply: testOfPost },
};

export const shownProductTest = productTest;
