import { z } from 'zod';
import { mergeFields } from '../endpoints/merges.ts';
import { memberRow } from './members.ts';
import { flag, id, instant, listOf, listQuery } from './values.ts';

/** What moves, as people call it. */
export const mergedThings = [
  'cards',
  'purchases',
  'vouchers',
  'coupon-codes',
  'events',
  'communities',
  'writings',
  'surveys',
  'tags',
  'notes',
] as const;
export type MergedThing = (typeof mergedThings)[number];

const points = z.object({
  available: z.int(),
  pending: z.int(),
  debt: z.int(),
  status: z.int().describe('status credit'),
});

const merge = z
  .object({
    id,
    survivorId: id,
    duplicateId: id,
    mergedAt: instant,
    mergedBy: z.string(),
    points: points.describe('what the duplicate had'),
    moved: z
      .array(z.object({ thing: z.enum(mergedThings), count: z.int() }))
      .describe(
        'what else moved; the way back moves the same, and what was bought since with a card of the duplicate',
      ),
    undone: z
      .object({
        at: instant,
        by: z.string(),
        points: z.int().describe('available and pending points that went back: what is left'),
      })
      .nullable(),
  })
  .meta({ id: 'Merge' });
export type Merge = z.infer<typeof merge>;

const listedMerge = merge.extend({ survivor: memberRow, duplicate: memberRow }).meta({ id: 'ListedMerge' });
export type ListedMerge = z.infer<typeof listedMerge>;

const dryRun = z.object({
  dryRun: flag.optional().describe('says what would happen, and changes nothing'),
});

/** Requests and replies of the endpoints, by name. */
export const mergesShapes = {
  mergeMember: {
    params: z.object({ id }),
    query: dryRun,
    body: z.object({
      duplicateId: id,
      take: z
        .array(z.enum(mergeFields))
        .max(mergeFields.length)
        .default([])
        .describe("of the duplicate's fields, those that replace the survivor's"),
    }),
    reply: merge,
  },
  undoMerge: { params: z.object({ id }), query: dryRun, reply: merge },
  listMerges: {
    query: listQuery.extend({ member: id.optional().describe('only those of this member') }),
    reply: listOf(listedMerge),
  },
};
