import { z } from 'zod';
import type { Scope } from '../endpoints/endpoint.ts';
import { longestListEntry, mostBulkMembers, mostNamedMembers } from '../endpoints/member-bulks.ts';
import { problemCodes } from '../problems.ts';
import { memberTag } from './members.ts';
import { codeDays } from './personal-codes.ts';
import { personal } from './privacy.ts';
import { id, instant, largestPoints, listOf, listQuery, reason, sortedBy, texts } from './values.ts';

const bulkAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('points'),
    points: z
      .int()
      .min(-largestPoints)
      .max(largestPoints)
      .refine((n) => n !== 0, 'not zero')
      .describe('for each member'),
    reason,
  }),
  z
    .object({ kind: z.literal('coupon'), couponId: id, days: codeDays })
    .describe('a code of the coupon for each member'),
  z
    .object({ kind: z.literal('reward'), rewardId: id })
    .describe('a voucher without points for each member; the stock of the reward counts them'),
  z.object({ kind: z.literal('add-tag'), tag: memberTag }),
  z.object({ kind: z.literal('remove-tag'), tag: memberTag }),
  z.object({ kind: z.literal('invite') }),
]);

export type BulkAction = z.infer<typeof bulkAction>;
export type BulkKind = BulkAction['kind'];

/** What a key needs besides `members:write`. */
export const bulkScopes = {
  points: ['points:write'],
  coupon: ['rewards:write'],
  reward: ['rewards:write'],
  'add-tag': [],
  'remove-tag': [],
  invite: [],
} as const satisfies Record<BulkKind, readonly Scope[]>;

const bulkKind = z.enum(['points', 'coupon', 'reward', 'add-tag', 'remove-tag', 'invite']);
const bulkState = z.enum(['waiting', 'running', 'done', 'refused', 'withdrawn']);
const resultState = z.enum(['waiting', 'changed', 'approval', 'refused']);

const memberBulk = z
  .object({
    id,
    kind: bulkKind,
    state: bulkState.describe(
      '`waiting`: the points of all members together exceed the limit, so a second person approves first; `refused` and `withdrawn`: the approval was not given, and nobody was changed',
    ),
    progress: z.object({ done: z.int(), total: z.int() }),
    counts: z.object({
      changed: z.int(),
      refused: z.int(),
      waiting: z.int().describe('adjustments that wait for an approval of their own'),
      missing: z.int().describe('points that could not be taken back, because they are spent'),
    }),
    reasons: z
      .array(z.object({ code: z.enum(problemCodes), members: z.int() }))
      .describe('why members were refused, the most frequent reason first'),
    dryRun: z.boolean().describe('it only tried: nobody was changed, and `counts` says what would happen'),
    runnable: z.boolean().describe('a dry run that can be made real, once, within a day'),
    points: z.int().nullable().describe('for each member'),
    gives: z
      .object({ id, name: texts(200) })
      .nullable()
      .describe('the coupon or the reward, as `kind` says'),
    undoes: id.nullable().describe('the bulk change that this one takes back'),
    undoneBy: id.nullable().describe('the bulk change that takes this one back'),
    undoable: z
      .int()
      .describe('how many members have something of it that can be taken back; 0 if it was taken back'),
    approvalId: id.nullable(),
    decidedBy: z.string().nullable().describe('who approved, refused or withdrew it'),
    askedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'MemberBulk' });

const bulkResult = z
  .object({
    memberId: id,
    displayName: z.string(),
    state: resultState.describe('`waiting`: not yet; `approval`: waits for an approval of its own'),
    code: z
      .enum(problemCodes)
      .nullable()
      .describe(
        'why it was refused; `coupon-held` of a changed one: an open checkout may still use the code',
      ),
    missing: z.int().describe('points of this member that could not be taken back'),
  })
  .meta({ id: 'BulkResult' });

export type BulkResult = z.infer<typeof bulkResult>;

export type MemberBulk = z.infer<typeof memberBulk>;

/** Members as people list them. Entries stay in their place, so an empty one counts as a line. */
export const memberList = z
  .array(personal(z.string().max(longestListEntry)))
  .min(1)
  .max(mostBulkMembers)
  .describe(
    'customer numbers, card numbers, e-mail addresses, phone numbers or ids; empty entries count for nothing',
  );

export const listFault = z.enum([
  'unknown',
  'doubled',
  'ambiguous',
  'erased',
  'card-blocked',
  'card-replaced',
]);

const listCheck = z
  .object({
    found: z.int().describe('different members: `expected` of the bulk change'),
    errors: z
      .array(z.object({ line: z.int().describe('the place of the entry, from 1'), reason: listFault }))
      .describe('entries that the bulk change leaves out'),
  })
  .meta({ id: 'MemberListCheck' });

export type MemberListCheck = z.infer<typeof listCheck>;
export type ListFault = z.infer<typeof listFault>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const memberBulksShapes = {
  startMemberBulk: {
    body: z.object({
      action: bulkAction,
      members: z
        .union([z.array(id).min(1).max(mostNamedMembers), z.object({ list: memberList })])
        .optional()
        .describe(
          'ids, or a list by numbers and addresses, which needs `members:read` too; entries with an error are left out',
        ),
      filters: z
        .record(z.string().max(40), personal(z.string().max(200)))
        .optional()
        .describe('the query of the member list, instead of `members`: all who match'),
      dryRun: z
        .boolean()
        .optional()
        .describe('only try it: the same checks, without any effect, and without an approval'),
      expected: z.int().min(1).describe('how many members; refused if it would be another number'),
    }),
    reply: memberBulk,
  },
  checkMemberList: { body: z.object({ list: memberList }), reply: listCheck },
  runCheckedBulk: {
    params,
    reply: memberBulk,
  },
  undoMemberBulk: {
    params,
    body: z.object({ reason: reason.optional().describe('required for points, and members read it') }),
    reply: memberBulk,
  },
  listMemberBulks: {
    query: listQuery.extend({
      ...sortedBy('created', 'members', 'by', 'state'),
      kind: bulkKind.optional(),
      state: bulkState.optional(),
    }),
    reply: listOf(memberBulk),
  },
  getMemberBulk: {
    params,
    reply: memberBulk,
  },
  listBulkResults: {
    params,
    query: listQuery.extend({ state: resultState.optional() }),
    reply: listOf(bulkResult),
  },
  listBulkRefusals: {
    params,
    query: listQuery,
    reply: listOf(
      z
        .object({ memberId: id, displayName: z.string(), code: z.enum(problemCodes) })
        .meta({ id: 'BulkRefusal' }),
    ),
  },
};
