import { z } from 'zod';
import { approvalStates } from '../endpoints/approvals.ts';
import { secret } from './privacy.ts';
import { currency, largestPoints, id, instant, listQuery, listOf, sortedBy, reason } from './values.ts';

const costLimit = z
  .int()
  .min(1)
  .max(1_000_000_000_000)
  .nullable()
  .describe(
    'minor units of the reporting currency; publishing a rule needs a second person if its budget or its last back-test costs more, or if neither is known; null: no approval needed',
  );

export const approvalLimits = z
  .object({
    cost: costLimit.default(null),
    points: z
      .int()
      .min(1)
      .max(largestPoints)
      .nullable()
      .describe(
        'adjustments above this need a second person; all adjustments of one person within a day count together; null: no approval needed',
      ),
  })
  .meta({ id: 'ApprovalLimits' });

export type ApprovalLimits = z.infer<typeof approvalLimits>;

/** The request, by kind. */
export const approvalAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('points-adjustment'),
    memberId: id,
    memberName: z.string(),
    points: z.int(),
    reason: z.string(),
    limit: z.int().describe('points, at the time of the request'),
  }),
  z.object({
    kind: z.literal('bulk-adjustment'),
    bulkId: id,
    members: z.int(),
    points: z.int().describe('for each of them'),
    reason: z.string(),
    limit: z.int().describe('points, at the time of the request'),
  }),
  z.object({
    kind: z.literal('rule-publication'),
    ruleId: id,
    ruleName: z.string(),
    version: z.int(),
    from: instant.nullable().describe('null: from the approval on'),
    share: z.int().nullable().describe('percent of the members, in a trial; null: for all'),
    endsTrial: z.boolean().describe('the version of a trial becomes live for all'),
    cost: z.int().nullable().describe('minor units; null if neither a budget nor a back-test says it'),
    limit: z.int().describe('minor units, at the time of the request'),
    currency,
  }),
  z.object({
    kind: z.literal('approval-limits'),
    before: approvalLimits,
    after: approvalLimits,
    currency: currency.describe('of the costs'),
  }),
]);

export type ApprovalAction = z.infer<typeof approvalAction>;

export const approval = z
  .object({
    id,
    state: z.enum(approvalStates),
    action: approvalAction,
    askedBy: z.object({
      kind: z.enum(['account', 'api-key', 'system']),
      id: id.nullable(),
      name: z.string(),
    }),
    askedAt: instant,
    own: z.boolean().describe('the caller made the request, directly or with an API key they created'),
    decidedBy: z.object({ id, name: z.string() }).nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().nullable().describe('reason for the refusal'),
    withCode: z.boolean().describe('approved with a recovery code of the requester'),
    transactionId: id.nullable().describe('posting of the approved adjustment'),
  })
  .meta({ id: 'Approval' });

export type Approval = z.infer<typeof approval>;

const params = z.object({ id });

export const approvalSettings = z
  .object({
    limits: approvalLimits,
    others: z.int().describe('number of other people who can approve'),
    codes: z.object({ left: z.int(), madeAt: instant.nullable() }).describe("the caller's recovery codes"),
  })
  .meta({ id: 'ApprovalSettings' });

export type ApprovalSettings = z.infer<typeof approvalSettings>;

/** Requests and replies of the endpoints, by name. */
export const approvalsShapes = {
  listApprovals: {
    query: listQuery.extend({
      ...sortedBy('asked', 'kind', 'state', 'decided'),
      state: z.enum(approvalStates).optional(),
      member: id.optional(),
      include: z.enum(['total']).optional(),
    }),
    reply: listOf(approval),
  },
  getApproval: {
    params,
    reply: approval,
  },
  approveApproval: {
    params,
    body: z.object({ code: z.string().trim().min(1).max(64).optional().describe('a recovery code') }),
    reply: approval,
  },
  refuseApproval: {
    params,
    body: z.object({ reason }),
    reply: approval,
  },
  withdrawApproval: {
    params,
    reply: approval,
  },
  getApprovalSettings: {
    reply: approvalSettings,
  },
  changeApprovalLimits: {
    body: approvalLimits.extend({ cost: costLimit.optional().describe('stays as it is if absent') }),
    reply: approvalSettings,
    waits: approval,
  },
  makeApprovalCodes: {
    body: z.object({ password: secret(z.string().min(1).max(200)).describe('your own password') }),
    reply: z.object({ codes: z.array(z.string()) }).meta({ id: 'ApprovalCodes' }),
  },
};
