import { z } from 'zod';
import {
  daysOfSegmentChanges,
  estimatedAbove,
  fewMembers,
  mostSegmentErrors,
} from '../endpoints/segments.ts';
import { condition, conditionUse } from './conditions.ts';
import { listFault, memberList } from './member-bulks.ts';
import { memberRow } from './members.ts';
import { personal } from './privacy.ts';
import { date, flag, id, instant, listOf, listQuery, nameOrNames, patchOf, texts } from './values.ts';

const fields = z.object({
  name: nameOrNames(80),
  condition: condition
    .nullable()
    .default(null)
    .describe('on a member; null for a list of members. A list stays one'),
  announced: z
    .boolean()
    .default(true)
    .describe('whether `segment.entered` and `segment.left` tell who comes and goes'),
});

const segment = z
  .object({
    id,
    version: z.int(),
    name: z.string().describe("in the language of Accept-Language, else in the club's language"),
    nameTexts: texts(80),
    kind: z.enum(['condition', 'list']),
    condition: condition.nullable(),
    announced: z.boolean(),
    state: z
      .enum(['filling', 'ready'])
      .describe('`filling`: not all members have been decided since it was created or changed'),
    members: z.int().describe('who are in it, as of the last reckoning'),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Segment' });

export type Segment = z.infer<typeof segment>;

const day = z.object({ day: date, members: z.int() });

const listedSegment = segment
  .extend({
    share: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('of all active members; null in a club of few members'),
    sizes: z
      .array(day)
      .describe('of the last 30 days, the oldest first; days without a reckoning are missing'),
    usedBy: z.array(conditionUse).describe('what names it in a condition'),
  })
  .meta({ id: 'ListedSegment' });

export type ListedSegment = z.infer<typeof listedSegment>;

const usedSegment = segment
  .extend({
    usedBy: z.array(conditionUse).describe('what names it in a condition; it cannot be removed then'),
  })
  .meta({ id: 'UsedSegment' });

export type UsedSegment = z.infer<typeof usedSegment>;

const preview = z
  .object({
    members: z.int().describe('who fulfil the condition'),
    of: z.int().describe('active members'),
    customers: z.int().describe('active members without staff, test and reseller cards'),
    share: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('of the customers who fulfil it; null in a club of few customers'),
    few: z.boolean().describe(`whether the club has fewer than ${fewMembers} active customers`),
    parts: z
      .array(
        z.object({
          pointer: z.string().describe('in the condition'),
          alone: z.int().describe('members who fulfil this part'),
          left: z
            .int()
            .nullable()
            .describe(
              'who fulfil it and all parts before it; null for all but the parts of an `all` at the top',
            ),
        }),
      )
      .describe('the condition and its parts, from top to bottom'),
    interval: z
      .object({ from: z.int(), to: z.int() })
      .nullable()
      .describe(
        'null if all members were counted; else all figures are estimated, and `members` is between these with a probability of 95 %',
      ),
    sample: z.array(memberRow).describe('twenty of them, at random'),
    seconds: z.number().describe('that it took'),
  })
  .meta({ id: 'SegmentPreview' });

export type SegmentPreview = z.infer<typeof preview>;

const group = z.object({
  key: z.string().nullable().describe('null if it is not known'),
  members: z.int(),
  of: z.int().describe('of all active customers'),
});

const makeup = z
  .object({
    members: z.int().describe('active members in the segment, without staff, test and reseller cards'),
    of: z.int().describe('active customers'),
    few: z.boolean().describe(`whether either is below ${fewMembers}: shares would say nothing`),
    ages: z.array(group).describe('`0-17`, `18-24`, `25-34`, `35-44`, `45-54`, `55-64`, `65+`'),
    tiers: z.array(group).describe('by the id of the tier'),
    locations: z.array(group).describe('by the id of the location with most visits'),
  })
  .meta({ id: 'SegmentMakeup' });

export type SegmentMakeup = z.infer<typeof makeup>;

const sentFile = z
  .object({
    lines: z.int().describe('with an entry'),
    found: z.int().describe('members that the file names'),
    present: z.int().describe('of these, who are on the list already'),
    added: z.int().describe('who came onto the list; with `dryRun`, who would'),
    wrong: z.int().describe('lines that add nobody'),
    errors: z
      .array(z.object({ line: z.int(), entry: personal(z.string()), reason: listFault }))
      .describe(`the first ${mostSegmentErrors} of these lines`),
  })
  .meta({ id: 'SentSegmentFile' });

export type SentSegmentFile = z.infer<typeof sentFile>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const segmentsShapes = {
  listSegments: {
    query: listQuery.extend({
      removed: flag.optional().describe('those that were removed within the last day instead'),
    }),
    reply: listOf(listedSegment),
  },
  createSegment: {
    body: fields,
    reply: segment,
  },
  previewSegment: {
    body: z.object({
      condition: condition.describe('on a member'),
      segment: id.optional().describe('the one that is being edited, which the condition may not name'),
      estimate: z
        .boolean()
        .default(false)
        .describe(
          `whether an estimate will do: then a condition on purchases is tried with some members chosen at random, if the club has more than ${estimatedAbove} active ones`,
        ),
    }),
    reply: preview,
  },
  getSegment: {
    params,
    reply: usedSegment,
  },
  updateSegment: {
    params,
    body: patchOf(fields),
    reply: segment,
  },
  removeSegment: {
    params,
  },
  restoreSegment: {
    params,
    reply: segment,
  },
  listSegmentMembers: {
    params,
    query: listQuery,
    reply: listOf(memberRow),
  },
  addSegmentMembers: {
    params,
    body: z.object({
      members: memberList,
    }),
    reply: z
      .object({
        added: z.int(),
        present: z.int().describe('who were on the list before'),
        errors: z
          .array(z.object({ line: z.int().describe('the place of the entry, from 1'), reason: listFault }))
          .describe('entries that add nobody'),
      })
      .meta({ id: 'AddedSegmentMembers' }),
  },
  sendSegmentFile: {
    params,
    query: z.object({
      dryRun: flag.optional().describe('only check the file: nobody is added'),
    }),
    reply: sentFile,
  },
  removeSegmentMember: {
    params: z.object({ id, memberId: id }),
  },
  copySegment: {
    params,
    body: z.object({ name: nameOrNames(80) }),
    reply: segment,
  },
  listSegmentChanges: {
    params,
    query: listQuery.extend({
      since: instant.optional().describe(`only later ones; they are kept for ${daysOfSegmentChanges} days`),
      after: z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .describe('only those after this number: the last one that you have'),
    }),
    reply: listOf(
      z
        .object({
          number: z.int().describe('grows with each change'),
          memberId: id,
          change: z.enum(['entered', 'left']),
          at: instant,
        })
        .meta({ id: 'SegmentChange' }),
    ),
  },
  downloadSegmentChanges: { params },
  downloadSegmentHistory: { params },
  downloadSegmentMakeup: { params },
  getSegmentHistory: {
    params,
    reply: z.object({ data: z.array(day.extend({ entered: z.int(), left: z.int() })) }),
  },
  getSegmentMakeup: {
    params,
    reply: makeup,
  },
};
